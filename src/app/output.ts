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
