import { asc, eq, sql } from 'drizzle-orm'
import { isSameSource, type SourceIdentity } from '../../../knowledge/source-identity.ts'
import { sketchOf, type TextSketch } from '../../../knowledge/text-sketch.ts'
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

  /**
   * Those of the documents that are neither the same source as `own` nor as one before them: to agree, they must be
   * independent of it and of one another.
   */
  async independentOf(own: SourceIdentity, found: Iterable<number>): Promise<ReadonlySet<number>> {
    const kept = new Map<number, SourceIdentity>()
    for (const document of new Set(found)) {
      const identity = await this.of(document)
      if (identity && ![own, ...kept.values()].some((other) => isSameSource(identity, other)))
        kept.set(document, identity)
    }
    return new Set(kept.keys())
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

export function storedSketch({ size, minima }: TextSketch): Buffer {
  return Buffer.from(Uint32Array.of(size, ...minima).buffer)
}

function readSketch(stored: Buffer): TextSketch {
  const { buffer, byteOffset, byteLength } = stored
  const [size = 0, ...minima] = new Uint32Array(buffer.slice(byteOffset, byteOffset + byteLength))
  return { size, minima: Uint32Array.from(minima) }
}
