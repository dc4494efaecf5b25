import { decodeHTML } from 'entities'
import { cleanLine } from '../../text/clean-text.ts'

/** `<br>`, as some programs part lines by. */
const lineBreak = /<br\s*\/?>/gi
/** `>> `: another begins to speak, where nobody says who. */
const speakerMark = /^\s*(?:>>+|&gt;&gt;(?:&gt;)*)\s*/
/** `<i>`, `<c.yellow>`, `<00:30.000>`; `{\an8}`. */
const markup = /<[^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}/g

/** A line of a cue as it is shown: without mark-up and entities; empty when nothing is left. */
export function shownLine(written: string): string {
  return (
    cleanLine(decodeHTML(written.replace(speakerMark, '').replace(lineBreak, ' ').replace(markup, ''))) ?? ''
  )
}
