import type { TimedText } from '../source.ts'

/** What follows keeps each as an object of its own; ten hours of film have as many. */
const mostSegments = 10_000

/** The same text in at most so many segments: of more, neighbours become one, with the first's start and the last's end. */
export function fewerSegments(segments: readonly TimedText[], most = mostSegments): readonly TimedText[] {
  const together = Math.ceil(segments.length / most)
  if (together <= 1) return segments
  return Array.from({ length: Math.ceil(segments.length / together) }, (_, index) => {
    const joined = segments.slice(index * together, (index + 1) * together)
    const [first] = joined
    return {
      startSeconds: first?.startSeconds ?? 0,
      endSeconds: joined.at(-1)?.endSeconds ?? 0,
      text: joined.map(({ text }) => text).join('\n'),
    }
  })
}
