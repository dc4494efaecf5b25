import type { EvidencePassage, EvidenceSearch } from './evidence-search.ts'
import { fuseRanks } from './fuse-ranks.ts'

/**
 * Several searches as one: the first is asked, and the next where it fails or finds less than wanted; what they find is fused, a page of the
 * web once. One that has failed is not asked again.
 *
 * @param failed is told of those that fail while there is another
 */
export function searchInOrder(
  searches: readonly EvidenceSearch[],
  failed: (error: unknown) => void,
): EvidenceSearch {
  const working = new Set(searches)
  return {
    name: searches.map(({ name }) => name).join(', '),
    async search(query, options) {
      const found: (readonly EvidencePassage[])[] = []
      let lastError: unknown
      for (const search of [...working]) {
        try {
          found.push(await search.search(query, options))
        } catch (error) {
          options.signal?.throwIfAborted()
          working.delete(search)
          lastError = error
          if (working.size > 0 || found.length > 0) failed(error)
        }
        if (new Set(found.flat().map(({ url }) => url)).size >= options.limit) break
      }
      if (found.length === 0 && lastError !== undefined) throw lastError
      return fused(found).slice(0, options.limit)
    },
  }
}

function fused(found: readonly (readonly EvidencePassage[])[]): readonly EvidencePassage[] {
  const byAddress = new Map(
    found
      .flat()
      .toReversed()
      .map((passage) => [passage.url, passage]),
  )
  const ranks = fuseRanks(found.map((passages) => passages.map(({ url }) => url)))
  return [...ranks.keys()].flatMap((url) => byAddress.get(url) ?? [])
}
