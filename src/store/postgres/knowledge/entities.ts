import { asc, desc, eq, sql } from 'drizzle-orm'
import type { Entity } from '../../../brief/analysis.ts'
import { circlesOpenTo } from '../../../brief/audience.ts'
import { entityKey } from '../../../knowledge/entity-key.ts'
import type { Readers } from '../../../knowledge/knowledge-store.ts'
import type { SharingDocument } from '../../knowledge/knowledge-parts.ts'
import { comparedEntities, documentsPerEntity, sharingDocuments } from '../../knowledge/sharing-documents.ts'
import type { PostgresDatabase, PostgresTransaction } from '../database.ts'
import { entities } from './schema.ts'

/** Rows of one statement: well below the 65,535 parameters that it may have. */
const rowsPerInsert = 1_000

export class Entities {
  readonly #database: PostgresDatabase

  constructor(database: PostgresDatabase) {
    this.#database = database
  }

  /** Two spellings of one name are counted together under the first. */
  async insert(
    { drizzle }: PostgresTransaction,
    document: number,
    tenant: string,
    found: readonly Entity[],
  ): Promise<void> {
    const rows = new Map<string, typeof entities.$inferInsert>()
    for (const { name, kind, mentions } of found) {
      const key = entityKey(name)
      if (key === '') continue
      const known = rows.get(key)
      if (known) known.mentions += mentions
      else rows.set(key, { tenant, document, key, name, kind, mentions })
    }
    const all = [...rows.values()]
    for (let from = 0; from < all.length; from += rowsPerInsert)
      await drizzle.insert(entities).values(all.slice(from, from + rowsPerInsert))
  }

  of(document: number): Promise<readonly Entity[]> {
    return this.#database.read(({ drizzle }) =>
      drizzle
        .select({ name: entities.name, kind: entities.kind, mentions: entities.mentions })
        .from(entities)
        .where(eq(entities.document, document))
        .orderBy(desc(entities.mentions), asc(sql`${entities.key} collate "C"`)),
    )
  }

  async sharing(
    subject: readonly Entity[],
    { tenant, audience }: Readers,
    excluded: ReadonlySet<number>,
  ): Promise<readonly SharingDocument[]> {
    const names = comparedEntities(subject)
    if (names.size === 0) return []
    const rows = await this.#database.read(
      ({ sql }) => sql<{ key: string; document: bigint }[]>`
        select entity.key, found.document
        from unnest(${[...names.keys()]}::text[]) as entity (key)
        cross join lateral (
          select mention.document
          from knowledge_entities mention
          join knowledge_documents document
            on document.tenant = mention.tenant and document.sequence = mention.document
          where mention.tenant = ${tenant} and mention.key = entity.key
            and document.circle = any(${[...circlesOpenTo(audience)]})
          order by mention.document desc
          limit ${documentsPerEntity}
        ) found`,
    )
    const byKey = Map.groupBy(rows, ({ key }) => key)
    const mentioning = [...names].map(([key, name]) => {
      const found = (byKey.get(key) ?? []).map(({ document }) => Number(document))
      return [name, found.filter((document) => !excluded.has(document))] as const
    })
    return sharingDocuments(mentioning)
  }
}
