import { stripVTControlCharacters } from 'node:util'

/** Text from outside without anything that a terminal would obey. */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replace(/(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
}

/** Breaks lines at spaces so that none is longer than `width`; `indent` goes before each. */
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
  for (const word of line.split(' ')) {
    if (current && current.length + 1 + word.length > width) {
      lines.push(current)
      current = word
    } else current = current ? `${current} ${word}` : word
  }
  return [...lines, current]
}

/** What went wrong, and below it what to do. */
export function problemText(message: string, hint: string | undefined, width: number): string {
  const text = wrapped(printable(message), width)
  return hint ? `${text}\n${wrapped(printable(hint), width, '  ')}` : text
}
