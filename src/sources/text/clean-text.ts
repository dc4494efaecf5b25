/**
 * Characters that show nothing but can hide or reorder text: controls, zero-width spaces, bidirectional embeddings, overrides
 * and isolates, tags, and everything else that Unicode calls ignorable. The zero-width (non-)joiner, the plain direction marks
 * and the variation selectors of emoji stay: Persian, Hindi, Hebrew and emoji need them.
 */
const invisible =
  /[[\p{Cc}\p{Default_Ignorable_Code_Point}\u{fff9}-\u{fffb}]--[\u{200c}-\u{200f}\u{61c}\u{fe00}-\u{fe0f}]]/gv

const lineEnd = /\r\n?|[\f\v\p{Zl}\p{Zp}]/gu
const longestLine = 500

/**
 * Text as it leaves an extractor: well-formed Unicode in NFC, lines ended by `\n` without trailing space, at most one blank line
 * in a row, nothing invisible, no blank at either end.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(lineEnd, '\n')
    .normalize('NFC')
    .split('\n')
    .map((line) => stripInvisible(line).trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** A title, name or the like: one clean line of at most 500 characters; undefined when nothing is left. */
export function cleanLine(text: string | null | undefined): string | undefined {
  const line = stripInvisible((text ?? '').toWellFormed().normalize('NFC').replace(/\s+/g, ' ')).trim()
  if (line === '') return undefined
  return line.length > longestLine ? `${line.slice(0, longestLine - 1).toWellFormed()}…` : line
}

function stripInvisible(line: string): string {
  return line.replaceAll('\t', ' ').replace(invisible, '')
}
