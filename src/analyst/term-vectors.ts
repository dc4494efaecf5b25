import { unitVector } from '../text/vectors.ts'

/** A sparse vector of length one, or empty: `terms[i]` has weight `weights[i]`. */
export interface TermVector {
  readonly terms: readonly number[]
  readonly weights: Float32Array
}

/** Of a document without words: alike to nothing. */
export const noTerms: TermVector = { terms: [], weights: new Float32Array(0) }

const saturation = 1.2
const lengthWeight = 0.5

/**
 * BM25 weights of each document's terms, scaled to length one, so that a dot product is a similarity from 0 to 1.
 * Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
 */
export function termVectors(documents: readonly (readonly string[])[]): TermVector[] {
  const ids = new Map<string, number>()
  const counted = documents.map((terms) => {
    const counts = new Map<number, number>()
    for (const term of terms) {
      const id = ids.get(term) ?? ids.size
      ids.set(term, id)
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
    return counts
  })
  const frequency = new Float64Array(ids.size)
  for (const counts of counted) for (const id of counts.keys()) frequency[id] = (frequency[id] ?? 0) + 1
  const averageLength =
    documents.reduce((sum, terms) => sum + terms.length, 0) / Math.max(1, documents.length)
  return counted.map((counts, index) => {
    const relativeLength = (documents[index]?.length ?? 0) / Math.max(1, averageLength)
    const weights = [...counts].map(([id, count]) => {
      const inFew = Math.log(1 + (documents.length + 0.5) / ((frequency[id] ?? 0) + 0.5))
      return (
        (inFew * count * (saturation + 1)) /
        (count + saturation * (1 - lengthWeight + lengthWeight * relativeLength))
      )
    })
    return weights.length === 0 ? noTerms : { terms: [...counts.keys()], weights: unitVector(weights) }
  })
}

/** Similarity of two unit vectors, 0 to 1. */
export function similarity(first: TermVector, second: TermVector): number {
  const [short, long] = first.terms.length <= second.terms.length ? [first, second] : [second, first]
  const weights = new Map(long.terms.map((term, index) => [term, long.weights[index] ?? 0]))
  return short.terms.reduce(
    (sum, term, index) => sum + (short.weights[index] ?? 0) * (weights.get(term) ?? 0),
    0,
  )
}
