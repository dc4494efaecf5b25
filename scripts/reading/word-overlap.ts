export interface Overlap {
  readonly precision: number
  readonly recall: number
  readonly f: number
}

/**
 * How two texts agree by their words, case and order aside: each word counts as often as it stands in both. Of two texts without words
 * the agreement is whole.
 */
export function wordOverlap(found: string, expected: string): Overlap {
  const own = wordsOf(found)
  const wanted = wordsOf(expected)
  if (own.length === 0 && wanted.length === 0) return { precision: 1, recall: 1, f: 1 }
  const left = new Map<string, number>()
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1)
  let common = 0
  for (const word of own) {
    const count = left.get(word) ?? 0
    if (count === 0) continue
    common += 1
    left.set(word, count - 1)
  }
  const precision = common / Math.max(1, own.length)
  const recall = common / Math.max(1, wanted.length)
  return { precision, recall, f: common === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []
}
