import { fuseRanks } from '../../knowledge/fuse-ranks.ts'
import type { FoundPassage, SearchOptions } from '../../knowledge/knowledge-store.ts'
import { candidateLimit, checkLimit, type KnowledgeParts, type Place } from './knowledge-parts.ts'

/** Passages found by words or by meaning; those found by both come first, because both ranks count. */
export async function searchPassages(
  { documents, words, vectors, identities }: KnowledgeParts,
  query: string,
  { limit, language, embedding, exclude = [], apartFrom, ...readers }: SearchOptions,
): Promise<readonly FoundPassage[]> {
  checkLimit(limit)
  const excluded = await documents.sequencesOf(exclude, readers.tenant)
  const byMeaning = embedding ? await vectors.nearest(embedding, readers, candidateLimit, excluded) : []
  const byWords = await words.search({ text: query, language }, readers, candidateLimit, exclude)
  const places = new Map([...byWords, ...byMeaning].map((place) => [keyOf(place), place]))
  const similarities = new Map(byMeaning.map((neighbour) => [keyOf(neighbour), neighbour.similarity]))
  const ranked = [...fuseRanks([byWords.map(keyOf), byMeaning.map(keyOf)])]
  const inOrder = ranked.flatMap(([key]) => places.get(key)?.document ?? [])
  const independent = apartFrom && (await identities.independentOf(apartFrom, inOrder))
  const shown = ranked.flatMap(([key, score]) => {
    const place = places.get(key)
    return place && (independent?.has(place.document) ?? true) ? [{ key, score, place }] : []
  })
  const rows = await documents.passagesAt(shown.map(({ place }) => place))
  return shown
    .flatMap(({ key, score }, index) => {
      // A document may have been forgotten since its vectors were compared.
      const row = rows[index]
      return row ? [{ ...row, score, similarity: similarities.get(key) }] : []
    })
    .slice(0, limit)
}

function keyOf({ document, ordinal }: Place): string {
  return `${document}:${ordinal}`
}
