import type { PdfLine } from './pdf-lines.ts'

/** Lines of a paragraph are set about 1.2 font sizes apart; a gap beyond this one parts paragraphs. */
const paragraphGapInFontSizes = 1.6
/** A line this much larger or smaller than the one above it is a heading or a note. */
const fontSizeChange = 1.15

/**
 * PDF knows lines only. Joins those of a paragraph, undoing hyphenation, and parts paragraphs by a blank line. A sentence that runs
 * over to the next column or page stays whole.
 */
export function joinPdfParagraphs(pages: readonly (readonly PdfLine[])[]): string {
  let text = ''
  let previous: PdfLine | undefined
  for (const line of pages.flat()) {
    text = previous === undefined ? line.text : append(text, line.text, startsParagraph(previous, line))
    previous = line
  }
  return text
}

function startsParagraph(previous: PdfLine, line: PdfLine): boolean {
  const [small, large] = [previous.fontSize, line.fontSize].sort((a, b) => a - b) as [number, number]
  if (large > small * fontSizeChange) return true
  const gap = previous.y - line.y
  const continuesElsewhere = gap < 0
  if (continuesElsewhere) return /[.!?…:;"»”)]$/.test(previous.text)
  return gap > large * paragraphGapInFontSizes
}

function append(text: string, line: string, isNewParagraph: boolean): string {
  if (isNewParagraph) return `${text}\n\n${line}`
  const isHyphenated = /\p{L}[-\u2010\u00ad]$/u.test(text.slice(-3)) && /^\p{Ll}/u.test(line)
  return isHyphenated ? `${text.slice(0, -1)}${line}` : `${text} ${line}`
}
