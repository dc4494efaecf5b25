import { jobIn } from '../workers/job.ts'
import type { Workers } from '../workers/workers.ts'
import { batchSize, dimensions, type LocalEmbedder, model } from './local-embedder.ts'

/** The model is loaded into each process that embeds. */
const embeddingJob = jobIn<typeof import('./embedding-job.ts')>(
  new URL('./embedding-job.ts', import.meta.url),
  { memoryMegabytes: 1_024 },
)

/** The built-in embedder in processes of their own, batch by batch, so that others have their turn in between. */
export function embedderIn(workers: Workers): LocalEmbedder {
  return {
    dimensions,
    model,
    embed: async (texts, signal) => {
      const vectors: Float32Array[] = []
      for (let from = 0; from < texts.length; from += batchSize)
        vectors.push(...(await workers.run(embeddingJob, texts.slice(from, from + batchSize), signal)))
      return vectors
    },
  }
}
