import { circlesOpenTo } from '../../../brief/audience.ts'
import type { Readers } from '../../../knowledge/knowledge-store.ts'
import type { Place } from '../../knowledge/knowledge-parts.ts'
import type { PostgresDatabase } from '../database.ts'
import { labelWeights, tenantQuery, wordQueries } from './word-index.ts'

const weights = `{${Object.values(labelWeights).join(',')}}`
/** Divides a rank by 1 + the logarithm of the passage's length. */
const byLength = 1

/** Passages by their words. */
export class Words {
  readonly #database: PostgresDatabase

  constructor(database: PostgresDatabase) {
    this.#database = database
  }

  /** Best first: a word counts for more the fewer passages of the tenant have it. */
  async search(
    { text, language }: { readonly text: string; readonly language?: string | undefined },
    { tenant, audience }: Readers,
    limit: number,
    exclude: readonly string[],
  ): Promise<readonly Place[]> {
    const words = [...wordQueries(text, language)]
    if (words.length === 0) return []
    const any = `${tenantQuery(tenant)} & (${words.join(' | ')})`
    return this.#database.read(async ({ sql }) => {
      const rows = await sql<{ document: bigint; ordinal: bigint }[]>`
        with found as materialized (
          select passage.document, passage.ordinal, passage.words
          from knowledge_passages passage
          join knowledge_documents document
            on document.tenant = passage.tenant and document.sequence = passage.document
          where passage.words @@ ${any}::tsquery and passage.tenant = ${tenant}
            and document.circle = any(${[...circlesOpenTo(audience)]})
            and not document.id = any(${[...exclude]})
        ), word as (
          select query, ln(1 + (select count(*) from found)::float8 / count(found.document)) as weight
          from unnest(${words}::text[]::tsquery[]) query
          join found on found.words @@ query
          group by query
        )
        select document, ordinal
        from found, word
        where words @@ query
        group by document, ordinal
        order by sum(weight * ts_rank(${weights}::float4[], words, query, ${byLength})) desc,
          document desc, ordinal desc
        limit ${limit}`
      return rows.map(({ document, ordinal }) => ({ document: Number(document), ordinal: Number(ordinal) }))
    })
  }
}
