import { createLocalEmbedder } from './local-embedder.ts'

const embedder = createLocalEmbedder()

/** The vectors of one batch of texts: see `embedderIn`. */
export function work(texts: readonly string[]): Promise<Float32Array[]> {
  return embedder.embed(texts)
}
