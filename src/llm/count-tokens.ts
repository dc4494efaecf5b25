import { formatModelId } from '../pricing/model-id.ts'
import { work as countHere, type TokenCount } from '../pricing/token-count-job.ts'
import { mostMessageTokens } from '../pricing/token-estimate.ts'
import { jobIn } from '../workers/job.ts'
import { WorkFailedError } from '../workers/work-failed-error.ts'
import type { Workers } from '../workers/workers.ts'

/** An upper estimate of the input tokens that texts make. */
export type CountTokens = (texts: TokenCount) => Promise<number>

/** Holds the event loop: half a second when an encoding is loaded, some milliseconds for a page after that. */
export const countInPlace: CountTokens = async (texts) => countHere(texts)

const countJob = jobIn<typeof import('../pricing/token-count-job.ts')>(
  new URL('../pricing/token-count-job.ts', import.meta.url),
)

/** Where counting fails, there are at most as many tokens as bytes. */
export function countIn(workers: Workers): CountTokens {
  return (counted) =>
    workers.run(countJob, counted).catch((error: unknown) => {
      if (!(error instanceof WorkFailedError)) throw error
      return mostMessageTokens(counted.texts)
    })
}

/** So many UTF-16 units take less time to count, a millisecond, than it takes to have another process count them. */
const mostInPlace = 4_000

/** Counts little in place, once the encodings that it takes have been loaded, which is done when there is a pause; the rest in workers. */
export function countNearby(workers: Workers): CountTokens {
  const inWorkers = countIn(workers)
  const ready = new Set<string>()
  return (counted) => {
    const { texts, model } = counted
    const size = texts.reduce((sum, { length }) => sum + length, 0)
    if (size > mostInPlace) return inWorkers(counted)
    if (ready.has(formatModelId(model))) return countInPlace(counted)
    setImmediate(() => {
      countHere({ texts: ['ready'], model, as: 'texts' })
      if (ready.size > 1_000) ready.clear()
      ready.add(formatModelId(model))
    })
    return inWorkers(counted)
  }
}
