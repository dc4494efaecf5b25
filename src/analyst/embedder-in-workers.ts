import { jobIn } from '../workers/job.ts'
import type { Workers } from '../workers/workers.ts'
import { batchSize, dimensions, type LocalEmbedder, language, model } from './local-embedder.ts'

/** The model is loaded into each process that embeds. */
const embeddingJob = jobIn<typeof import('./embedding-job.ts')>(
  new URL('./embedding-job.ts', import.meta.url),
  { memoryMegabytes: 1_024 },
)

/** Two minutes of processor time: a book of 600 pages. What follows is found by its words alone. */
const mostEmbedded = 2_000

/** The built-in embedder in processes of their own, batch by batch, so that others have their turn in between. */
export function embedderIn(workers: Workers): LocalEmbedder {
  return {
    dimensions,
    model,
    language,
    embed: async (texts, signal) => {
      const vectors: Float32Array[] = []
      const embedded = texts.slice(0, mostEmbedded)
      for (let from = 0; from < embedded.length; from += batchSize)
        vectors.push(...(await workers.run(embeddingJob, embedded.slice(from, from + batchSize), signal)))
      // Alike to nothing.
      return texts.map((_, index) => vectors[index] ?? new Float32Array(dimensions))
    },
  }
}
