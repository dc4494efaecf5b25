import { and, desc, eq, sql } from 'drizzle-orm'
import type { Entity } from '../../../brief/analysis.ts'
import { circlesOpenTo } from '../../../brief/audience.ts'
import { entityKey } from '../../../knowledge/entity-key.ts'
import type { Readers } from '../../../knowledge/knowledge-store.ts'
import type { SharingDocument } from '../../knowledge/knowledge-parts.ts'
import { comparedEntities, documentsPerEntity, sharingDocuments } from '../../knowledge/sharing-documents.ts'
import type { SqliteDatabase } from '../database.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { documents, entities, isInOpenCircle } from './schema.ts'

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

  sharing(
    subject: readonly Entity[],
    { tenant, audience }: Readers,
    excluded: ReadonlySet<number>,
  ): readonly SharingDocument[] {
    const circles = JSON.stringify(circlesOpenTo(audience))
    const mentioning = [...comparedEntities(subject)].map(([key, name]) => {
      const rows = this.#mentioning.all({ tenant, key, circles })
      return [name, rows.map(({ document }) => document).filter((one) => !excluded.has(one))] as const
    })
    return sharingDocuments(mentioning)
  }
}
