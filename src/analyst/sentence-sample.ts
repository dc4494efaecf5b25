const keptFromStart = 0.15
const keptFromEnd = 0.05

/**
 * At most `limit` of the items, in order: the first 15 %, the last 5 % of the limit, and evenly spaced ones between,
 * because texts say what they are about at their beginning and come to a conclusion at their end.
 */
export function sampleEvenly<Item>(items: readonly Item[], limit: number): readonly Item[] {
  if (items.length <= limit) return items
  const head = Math.floor(limit * keptFromStart)
  const tail = Math.floor(limit * keptFromEnd)
  const between = limit - head - tail
  const middle = items.slice(head, items.length - tail)
  const step = middle.length / between
  const spaced = Array.from({ length: between }, (_, index) => middle[Math.floor(index * step)])
  return [
    ...items.slice(0, head),
    ...spaced.filter((item) => item !== undefined),
    ...items.slice(items.length - tail),
  ]
}
