/** How many characters of Discord's text stand in a line of a phone held upright. */
export const phoneColumns = 42

/** How many lines of a phone the messages of a kind take at most, with their buttons: a brief is a screen and a half. */
export const longestOnPhone = {
  brief: 45,
  answer: 45,
  refusal: 8,
  failure: 14,
  alert: 12,
  report: 40,
} as const

/** How many lines a Markdown text takes on a phone, as {@link phoneColumns} characters wrapped between words; empty lines count. */
export function phoneLines(markdown: string): number {
  return shownAs(markdown)
    .split('\n')
    .reduce((sum, line) => sum + wrappedLines(line), 0)
}

/** What a reader sees of it, roughly: without marks and addresses, and with times and names about as long as they are shown. */
function shownAs(markdown: string): string {
  return markdown
    .replace(/(?<!\\)\[((?:\\.|[^\]\\])*)\]\(<?https?:[^)\s]*\)/g, '$1')
    .replace(/<t:\d+:([a-zA-Z])>/g, (_, style: string) => 'x'.repeat(timeCharacters[style] ?? 16))
    .replace(/<[@#]\d+>/g, 'x'.repeat(12))
    .replace(/<\/([^:>]*):\d+>/g, '/$1')
    .replace(/^(?:-# |#{1,3} |> )+/gm, '')
    .replace(/\\([^\w\s])/g, '$1')
    .replace(/\*\*|`|\u200b/g, '')
}

/** In the longer of our languages. */
const timeCharacters: Readonly<Record<string, number>> = { R: 16, t: 8, d: 10, f: 28 }

function wrappedLines(line: string): number {
  let lines = 1
  let column = 0
  for (const word of line.split(' ')) {
    const width = widthOf(word)
    const next = column === 0 ? width : column + 1 + width
    if (next <= phoneColumns) {
      column = next
      continue
    }
    const broken = Math.ceil(width / phoneColumns)
    lines += column === 0 ? broken - 1 : broken
    column = width - (broken - 1) * phoneColumns
  }
  return lines
}

/** Ideographs and emoji are twice as wide as letters. */
function widthOf(word: string): number {
  let width = 0
  for (const character of word)
    width += /[\p{Ideographic}\p{Extended_Pictographic}\u3040-\u30ff\uac00-\ud7af]/u.test(character) ? 2 : 1
  return width
}
