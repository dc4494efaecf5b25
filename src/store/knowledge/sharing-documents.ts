import type { Entity, EntityKind } from '../../brief/analysis.ts'
import { entityKey } from '../../knowledge/entity-key.ts'
import type { SharingDocument } from './knowledge-parts.ts'

/** The most mentioned ones say what a document is about. */
const maxComparedEntities = 32

/** How many documents are looked up for one entity; what is in more of them says little. */
export const documentsPerEntity = 200

/** Two texts that both mention 2026 or ten dollars need have nothing in common. */
const tellingKinds: ReadonlySet<EntityKind> = new Set(['person', 'organization', 'place', 'work', 'other'])

/** The names by which documents are compared, by key. */
export function comparedEntities(subject: readonly Entity[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const byMentions = subject
    .filter(({ kind }) => tellingKinds.has(kind))
    .sort((left, right) => right.mentions - left.mentions)
  for (const { name } of byMentions) {
    const key = entityKey(name)
    if (key !== '' && !names.has(key)) names.set(key, name)
    if (names.size === maxComparedEntities) break
  }
  return names
}

/**
 * Documents by what they share with a subject, closest first.
 *
 * @param mentioning for each name, the documents that mention it
 */
export function sharingDocuments(
  mentioning: Iterable<readonly [name: string, documents: readonly number[]]>,
): readonly SharingDocument[] {
  const sharing = new Map<number, { weight: number; names: { name: string; weight: number }[] }>()
  for (const [name, documents] of mentioning) {
    const weight = 1 / Math.sqrt(documents.length)
    for (const document of documents) {
      const shared = sharing.get(document) ?? { weight: 0, names: [] }
      shared.weight += weight
      shared.names.push({ name, weight })
      sharing.set(document, shared)
    }
  }
  return [...sharing]
    .sort(([, left], [, right]) => right.weight - left.weight)
    .map(([document, { names }]) => ({
      document,
      names: names.sort((left, right) => right.weight - left.weight).map(({ name }) => name),
    }))
}
