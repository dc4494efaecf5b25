import { stripVTControlCharacters } from 'node:util'

/** Where a command writes: `data` to standard output, everything else to standard error. */
export interface Output {
  /** Ends the text with a line break, unless it has one. */
  data(text: string): void
  info(text: string): void
  /** Whether a person watches standard error: then lines may be redrawn. */
  readonly isInteractive: boolean
  /** Columns of the terminal. */
  readonly width: number
}

export function processOutput(): Output {
  process.stdout.on('error', ignoreClosedPipe)
  process.stderr.on('error', ignoreClosedPipe)
  return {
    data: (text) => process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    info: (text) => process.stderr.write(`${text}\n`),
    isInteractive: process.stderr.isTTY === true,
    width: Math.min(process.stdout.columns ?? process.stderr.columns ?? 100, 100),
  }
}

/** Whoever reads may stop, as `head` does: what was begun is still ended in order. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

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
