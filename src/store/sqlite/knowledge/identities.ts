import { asc, eq, sql } from 'drizzle-orm'
import type { SourceIdentity } from '../../../knowledge/source-identity.ts'
import { sketchOf, type TextSketch } from '../../../knowledge/text-sketch.ts'
import { independentSources } from '../../knowledge/independent-sources.ts'
import { readSketch, storedSketch } from '../../knowledge/stored-sketch.ts'
import type { SqliteDatabase } from '../database.ts'
import { documents, passages } from './schema.ts'

/** By what the sources of the documents are known again. */
export class Identities {
  readonly #database: SqliteDatabase
  readonly #ofDocument
  readonly #textsOf
  readonly #setSketch

  constructor(database: SqliteDatabase) {
    this.#database = database
    const { drizzle } = database
    this.#ofDocument = drizzle
      .select({ address: documents.address, contentHash: documents.contentHash, sketch: documents.sketch })
      .from(documents)
      .where(eq(documents.sequence, sql.placeholder('sequence')))
      .prepare()
    this.#textsOf = drizzle
      .select({ text: passages.text })
      .from(passages)
      .where(eq(passages.document, sql.placeholder('sequence')))
      .orderBy(asc(passages.ordinal))
      .prepare()
    this.#setSketch = database.prepareWrite((drizzle) =>
      drizzle
        .update(documents)
        .set({ sketch: sql`${sql.placeholder('sketch')}` })
        .where(eq(documents.sequence, sql.placeholder('sequence')))
        .prepare(),
    )
  }

  /** Undefined when the document is gone. A row of an older version gets its sketch now. */
  async of(sequence: number): Promise<SourceIdentity | undefined> {
    const row = this.#ofDocument.get({ sequence })
    if (row === undefined) return undefined
    const { contentHash } = row
    const sketch = row.sketch ? readSketch(row.sketch) : await this.#sketched(sequence)
    return { address: row.address || undefined, contentHash, sketch }
  }

  independentOf(own: SourceIdentity, found: Iterable<number>): Promise<ReadonlySet<number>> {
    return independentSources(own, found, (document) => this.of(document))
  }

  async #sketched(sequence: number): Promise<TextSketch> {
    const texts = this.#textsOf.all({ sequence }).map(({ text }) => text)
    const sketch = sketchOf(texts.join('\n'))
    await this.#database.write((transaction) =>
      this.#setSketch(transaction, { sequence, sketch: storedSketch(sketch) }),
    )
    return sketch
  }
}
