/** A text of which it is known when its parts are said, such as a transcript. */
export interface TimedTranscript {
  readonly text: string
  /** In order; empty where nothing is known of the times. */
  readonly segments: readonly {
    /** Into the text. */
    readonly startOffset: number
    readonly startSeconds?: number
  }[]
}

/**
 * When a quote is said: the start of the segment that it begins in, in seconds from the beginning; where it is said more than once,
 * the first time. Undefined where the text does not have it to the letter, or no time is known.
 *
 * @example
 * ```ts
 * const segments = [
 *   { startOffset: 0, startSeconds: 0 },
 *   { startOffset: 5, startSeconds: 2.5 },
 * ]
 * saidAt('cold', { text: 'Good.\nIt is cold.', segments }) // 2.5
 * ```
 */
export function saidAt(quote: string, { text, segments }: TimedTranscript): number | undefined {
  const wanted = quote.trim()
  if (segments.length === 0 || wanted === '') return undefined
  const offset = text.indexOf(wanted)
  if (offset < 0) return undefined
  return segments.findLast(({ startOffset }) => startOffset <= offset)?.startSeconds
}
