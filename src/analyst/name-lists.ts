import type { Evidence } from './kinds/entity-kind.ts'
import type { Mention } from './reading.ts'

/** With where it begins in the sentence. */
export type PlacedMention = Mention & { readonly at: number }

const joint = /^(?:,\s|,?\s(?:and|or|и|или)\s)$/u
/** What one name of a list has of another's kind. */
const shareOfNeighbour = 0.6
const mostOfNeighbour = 1.5

/** Names in a list are mostly of one kind: "Austin and Taipei". */
export function alongside(mentions: readonly PlacedMention[], sentence: string): readonly PlacedMention[] {
  const placed = mentions.toSorted((first, second) => first.at - second.at)
  const areListed = (first: PlacedMention | undefined, second: PlacedMention | undefined) =>
    first !== undefined &&
    second !== undefined &&
    joint.test(sentence.slice(first.at + first.name.length, second.at))
  return placed.map((mention, index) => {
    const neighbours = [placed[index - 1], placed[index + 1]].filter((other) =>
      other && other.at < mention.at ? areListed(other, mention) : areListed(mention, other),
    )
    return { ...mention, evidence: neighbours.map(sharedBy).reduce(added, mention.evidence) }
  })
}

function sharedBy(neighbour: PlacedMention | undefined): Evidence {
  if (neighbour === undefined) return {}
  const all = added(neighbour.evidence, neighbour.byName ?? {})
  const [kind, weight] = Object.entries(all).toSorted(([, first], [, second]) => second - first)[0] ?? []
  if (kind === undefined || weight === undefined || kind === 'work') return {}
  return { [kind]: Math.min(mostOfNeighbour, weight * shareOfNeighbour) }
}

function added(first: Evidence, second: Evidence): Evidence {
  const sum: Evidence = { ...first }
  for (const [kind, weight] of Object.entries(second) as [keyof Evidence, number][])
    sum[kind] = (sum[kind] ?? 0) + weight
  return sum
}
