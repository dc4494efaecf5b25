import { and, desc, eq, sql } from 'drizzle-orm'
import type { Entity, EntityKind } from '../../../brief/analysis.ts'
import { circlesOpenTo } from '../../../brief/audience.ts'
import { entityKey } from '../../../knowledge/entity-key.ts'
import type { Readers } from '../../../knowledge/knowledge-store.ts'
import type { SqliteDatabase } from '../database.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { documents, entities, isInOpenCircle } from './schema.ts'

/** The most mentioned ones say what a document is about. */
const maxComparedEntities = 32

/** How many documents are looked up for one entity; what is in more of them says little. */
const documentsPerEntity = 200

/** Two texts that both mention 2026 or ten dollars need have nothing in common. */
const tellingKinds: ReadonlySet<EntityKind> = new Set(['person', 'organization', 'place', 'work', 'other'])

export interface SharingDocument {
  readonly document: number
  /** As the subject calls them, rarest first. */
  readonly names: readonly string[]
}

export class Entities {
  readonly #insert
  readonly #ofDocument
  readonly #mentioning

  constructor(database: SqliteDatabase) {
    const { drizzle } = database
    this.#insert = database.prepareWrite((drizzle) =>
      drizzle
        .insert(entities)
        .values({
          document: sql.placeholder('document'),
          key: sql.placeholder('key'),
          tenant: sql.placeholder('tenant'),
          name: sql.placeholder('name'),
          kind: sql.placeholder('kind'),
          mentions: sql.placeholder('mentions'),
        })
        .onConflictDoUpdate({
          target: [entities.document, entities.key],
          set: { mentions: sql`${entities.mentions} + excluded.mentions` },
        })
        .prepare(),
    )
    this.#ofDocument = drizzle
      .select({ name: entities.name, kind: entities.kind, mentions: entities.mentions })
      .from(entities)
      .where(eq(entities.document, sql.placeholder('document')))
      .orderBy(desc(entities.mentions), entities.key)
      .prepare()
    this.#mentioning = drizzle
      .select({ document: entities.document })
      .from(entities)
      .innerJoin(documents, eq(documents.sequence, entities.document))
      .where(
        and(
          eq(entities.tenant, sql.placeholder('tenant')),
          eq(entities.key, sql.placeholder('key')),
          isInOpenCircle,
        ),
      )
      .orderBy(desc(entities.document))
      .limit(documentsPerEntity)
      .prepare()
  }

  /** Two spellings of one name are counted together under the first. */
  insert(transaction: WriteTransaction, document: number, tenant: string, found: readonly Entity[]): void {
    for (const { name, kind, mentions } of found) {
      const key = entityKey(name)
      if (key !== '') this.#insert(transaction, { document, key, tenant, name, kind, mentions })
    }
  }

  /** Most mentioned first. */
  of(document: number): readonly Entity[] {
    return this.#ofDocument.all({ document })
  }

  /**
   * The documents that all readers may see and that mention what the subject mentions, closest first. An entity weighs less the more
   * documents mention it: 1 when it is in one of them, 1/2 in four.
   */
  sharing(
    subject: readonly Entity[],
    { tenant, audience }: Readers,
    excluded: ReadonlySet<number>,
  ): readonly SharingDocument[] {
    const circles = JSON.stringify(circlesOpenTo(audience))
    const sharing = new Map<number, { weight: number; names: { name: string; weight: number }[] }>()
    for (const [key, name] of comparedEntities(subject)) {
      const mentioning = this.#mentioning
        .all({ tenant, key, circles })
        .filter(({ document }) => !excluded.has(document))
      const weight = 1 / Math.sqrt(mentioning.length)
      for (const { document } of mentioning) {
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
}

/** Names by key. */
function comparedEntities(subject: readonly Entity[]): ReadonlyMap<string, string> {
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
