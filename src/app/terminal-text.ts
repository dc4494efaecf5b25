import { stripVTControlCharacters } from 'node:util'
import { textWidth } from './text-width.ts'

/** Text from outside without anything that a terminal would obey. */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replace(/(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
}

/** The same in one line, as a name stands in a table or a sentence. */
export function printableName(text: string): string {
  return printable(text).replaceAll(/\s+/g, ' ')
}

/** Breaks lines at spaces so that none takes more than `width` columns of a terminal; `indent` goes before each. */
export function wrapped(text: string, width: number, indent = ''): string {
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line, width - indent.length))
    .map((line) => `${indent}${line}`.trimEnd())
    .join('\n')
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = []
  let current = ''
  let columns = 0
  for (const word of line.split(' ')) {
    const wordColumns = textWidth(word)
    if (current && columns + 1 + wordColumns > width) {
      lines.push(current)
      current = word
      columns = wordColumns
    } else {
      columns += wordColumns + (current ? 1 : 0)
      current = current ? `${current} ${word}` : word
    }
  }
  return [...lines, current]
}

/** What went wrong, and below it what to do. */
export function problemText(message: string, hint: string | undefined, width: number): string {
  const text = wrapped(printable(message), width)
  return hint ? `${text}\n${wrapped(printable(hint), width, '  ')}` : text
}
