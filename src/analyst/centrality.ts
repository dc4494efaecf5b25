import type { TermVector } from './term-vectors.ts'

const damping = 0.85
const iterations = 30

/**
 * How central each sentence is to the whole, 0 to 1, by continuous LexRank (Erkan and Radev, 2004): a sentence
 * is important when sentences that are important resemble it. The similarity matrix is never built: it is the
 * product of the term matrix with its own transpose, so each step goes once over the terms and once back, and the cost is linear.
 */
export function centralities(vectors: readonly TermVector[]): number[] {
  const count = vectors.length
  if (count === 0) return []
  const degrees = similaritySums(vectors, new Float64Array(count).fill(1))
  let ranks = new Float64Array(count).fill(1 / count)
  for (let step = 0; step < iterations; step += 1) {
    const shares = ranks.map((rank, index) => divided(rank, degrees[index]))
    const received = similaritySums(vectors, shares)
    ranks = received.map((rank) => (1 - damping) / count + damping * rank)
  }
  const highest = ranks.reduce((most, rank) => Math.max(most, rank), 0)
  return Array.from(ranks, (rank) => divided(rank, highest))
}

/** For each sentence the sum of `values` of the others, each times its similarity. */
function similaritySums(vectors: readonly TermVector[], values: Float64Array): Float64Array<ArrayBuffer> {
  const perTerm = new Map<number, number>()
  vectors.forEach(({ terms, weights }, index) => {
    const value = values[index] ?? 0
    terms.forEach((term, position) => {
      perTerm.set(term, (perTerm.get(term) ?? 0) + value * (weights[position] ?? 0))
    })
  })
  return Float64Array.from(vectors, ({ terms, weights }, index) => {
    const all = terms.reduce(
      (sum, term, position) => sum + (weights[position] ?? 0) * (perTerm.get(term) ?? 0),
      0,
    )
    const own = terms.length > 0 ? (values[index] ?? 0) : 0
    return Math.max(0, all - own)
  })
}

function divided(value: number, by: number | undefined): number {
  return by === undefined || by <= 0 ? 0 : value / by
}
