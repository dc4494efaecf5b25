/** The constant of Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion" (SIGIR 2009): it damps the very first ranks. */
const damping = 60

/**
 * Merges rankings whose scores cannot be compared: each list gives its nth key 1 / (60 + n). First of two in two lists:
 * 1/61 + 1/61. Best first; equals in the order in which they were met.
 */
export function fuseRanks<Key>(rankings: readonly (readonly Key[])[]): ReadonlyMap<Key, number> {
  const scores = new Map<Key, number>()
  for (const ranking of rankings)
    for (const [index, key] of ranking.entries())
      scores.set(key, (scores.get(key) ?? 0) + 1 / (damping + index + 1))
  return new Map([...scores].sort(([, left], [, right]) => right - left))
}
