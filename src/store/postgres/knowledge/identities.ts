import { inArray } from 'drizzle-orm'
import type { SourceIdentity } from '../../../knowledge/source-identity.ts'
import { independentSources } from '../../knowledge/independent-sources.ts'
import { readSketch } from '../../knowledge/stored-sketch.ts'
import type { PostgresDatabase } from '../database.ts'
import { documents } from './schema.ts'

/** By what the sources of the documents are known again. */
export class Identities {
  readonly #database: PostgresDatabase

  constructor(database: PostgresDatabase) {
    this.#database = database
  }

  async of(sequence: number): Promise<SourceIdentity | undefined> {
    return (await this.#allOf([sequence])).get(sequence)
  }

  async independentOf(own: SourceIdentity, found: Iterable<number>): Promise<ReadonlySet<number>> {
    const all = [...found]
    const identities = await this.#allOf(all)
    return independentSources(own, all, async (document) => identities.get(document))
  }

  async #allOf(sequences: readonly number[]): Promise<ReadonlyMap<number, SourceIdentity>> {
    if (sequences.length === 0) return new Map()
    const { address, contentHash, sketch, sequence } = documents
    const rows = await this.#database.read(({ drizzle }) =>
      drizzle
        .select({ sequence, address, contentHash, sketch })
        .from(documents)
        .where(inArray(sequence, [...sequences])),
    )
    return new Map(
      rows.map((row) => [
        row.sequence,
        {
          address: row.address || undefined,
          contentHash: row.contentHash,
          sketch: readSketch(row.sketch),
        },
      ]),
    )
  }
}
