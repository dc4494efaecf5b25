import { circlesOpenTo } from '../../../brief/audience.ts'
import type { Readers } from '../../../knowledge/knowledge-store.ts'
import type { Place } from '../../knowledge/knowledge-parts.ts'
import { searchableText } from '../../knowledge/searchable-text.ts'
import type { SqliteDatabase } from '../database.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { matchQuery, tenantToken } from './match-query.ts'

/** A passage counts by its own words, those of its document's title (less) and, the first one, those of the summary. */
const weights = { tenant: 0, title: 0.5, summary: 1, body: 1 }

/** The index of words. drizzle knows no virtual tables: here SQL is written out. */
export class Words {
  readonly #insert
  readonly #search

  constructor({ connection }: SqliteDatabase) {
    this.#insert = connection.prepare<[bigint, string, string, string, string]>(
      'insert into knowledge_words (rowid, tenant, title, summary, body) values (?, ?, ?, ?, ?)',
    )
    this.#search = connection.prepare<
      [string, string, string, string, number],
      { document: bigint; ordinal: bigint }
    >(
      `select passage.document, passage.ordinal
       from knowledge_words
       join knowledge_passages passage on passage.sequence = knowledge_words.rowid
       join knowledge_documents document on document.sequence = passage.document
       where knowledge_words match ? and document.tenant = ?
         and document.circle in (select value from json_each(?))
         and document.id not in (select value from json_each(?))
       order by bm25(knowledge_words, ${Object.values(weights).join(', ')}), passage.sequence desc
       limit ?`,
    )
  }

  /** Deleting the passage deletes its words. */
  insert(
    _transaction: WriteTransaction,
    row: { sequence: bigint; tenant: string; title: string; summary: string; body: string },
  ): void {
    this.#insert.run(
      row.sequence,
      tenantToken(row.tenant),
      searchableText(row.title),
      searchableText(row.summary),
      searchableText(row.body),
    )
  }

  /** Best first. */
  search(
    { text, language }: { readonly text: string; readonly language?: string | undefined },
    { tenant, audience }: Readers,
    limit: number,
    exclude: readonly string[],
  ): readonly Place[] {
    const match = matchQuery(tenant, text, language)
    if (match === undefined) return []
    return this.#search
      .all(match, tenant, JSON.stringify(circlesOpenTo(audience)), JSON.stringify(exclude), limit)
      .map(({ document, ordinal }) => ({ document: Number(document), ordinal: Number(ordinal) }))
  }
}
