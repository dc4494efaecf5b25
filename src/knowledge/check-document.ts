import type { KnowledgeDocument } from './document.ts'

/** @throws {RangeError} when passages or vectors do not fit the text or one another. */
export function checkDocument({ id, text, passages, embeddings }: KnowledgeDocument): void {
  let end = 0
  for (const { startOffset, endOffset, text: passage } of passages) {
    if (startOffset < end || text.slice(startOffset, endOffset) !== passage)
      throw new RangeError(`Document ${id}: the passage at ${startOffset} is not the next part of the text.`)
    end = endOffset
  }
  if (!embeddings) return
  const { vectors } = embeddings
  if (vectors.length !== passages.length)
    throw new RangeError(`Document ${id}: ${vectors.length} vectors for ${passages.length} passages.`)
  const sizes = new Set(vectors.map(({ length }) => length))
  if (sizes.size > 1)
    throw new RangeError(`Document ${id}: vectors of different dimensions: ${[...sizes].join(', ')}.`)
}
