import { once } from 'node:events'
import { exitCodes } from './exit-codes.ts'

/** Where a command writes: `data` to standard output, everything else to standard error. */
export interface Output {
  /** Ends the text with a line break, unless it has one. */
  data(text: string): void
  info(text: string): void
  /** Resolves when there is room for more data; false when nobody reads it any more. Undefined: there always is. */
  readonly flushed?: () => Promise<boolean>
  /** Whether a person watches standard error: then lines may be redrawn. */
  readonly isInteractive: boolean
  /** Columns for text that is read line by line. */
  readonly width: number
  /** All columns of the terminal; default: those of `width`. */
  readonly columns?: number
  /** Writes a screen anew over what is there; undefined where standard output is no terminal. */
  readonly redraw?: ((text: string) => void) | undefined
}

/** @param unwritten is told once when what was to be written cannot be, as on a full disk; the process then ends as one that has failed. */
export function processOutput(unwritten: (error: NodeJS.ErrnoException) => void = () => undefined): Output {
  process.stdout.once('error', (error: NodeJS.ErrnoException) => {
    process.stdout.on('error', () => undefined)
    if (isClosedPipe(error)) return
    process.once('exit', () => {
      process.exitCode ||= exitCodes.failed
    })
    unwritten(error)
  })
  // There is nobody left to tell.
  process.stderr.on('error', () => undefined)
  const columns = process.stdout.columns || process.stderr.columns || columnsToldBy(process.env) || widestText
  return {
    data: (text) => process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    info: (text) => process.stderr.write(`${text}\n`),
    flushed: roomIn(process.stdout),
    isInteractive: process.stderr.isTTY === true,
    width: Math.min(columns, widestText),
    columns,
    ...(process.stdout.isTTY && {
      redraw: (text) => process.stdout.write(`${clearScreen}${text}\n`),
    }),
  }
}

/** Waits for room in a stream; false once nobody reads it. */
function roomIn(stream: NodeJS.WriteStream): () => Promise<boolean> {
  let isRead = true
  stream.once('error', () => {
    isRead = false
  })
  return async () => {
    if (isRead && stream.writableNeedDrain) {
      const over = new AbortController()
      const { signal } = over
      const ends = ['drain', 'close', 'error'].map((event) => once(stream, event, { signal }))
      await Promise.race(ends).catch(() => undefined)
      over.abort()
    }
    return isRead && stream.writable
  }
}

/** Longer lines are hard to read. */
const widestText = 100
/** ECMA-48: to the first column of the first row, and erase all that follows. */
const clearScreen = '\u001b[H\u001b[J'

/** What a shell says of the terminal whose output goes elsewhere. */
function columnsToldBy({ COLUMNS }: NodeJS.ProcessEnv): number | undefined {
  const columns = Number(COLUMNS)
  return Number.isInteger(columns) && columns > 0 ? columns : undefined
}

/** Whoever reads may stop, as `head` does: what was begun is still ended in order. */
function isClosedPipe({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE'
}
