import type { PriceShelf } from '../../../pricing/price-shelf.ts'
import type { PostgresDatabase } from '../database.ts'
import { keptPrices } from './schema.ts'

const only = 1

/** Downloaded prices in the database, for processes on any machine. */
export function createPostgresPriceShelf(database: PostgresDatabase): PriceShelf {
  return {
    place: database.address,
    read: () =>
      database.read(async ({ drizzle }) => {
        const [row] = await drizzle.select().from(keptPrices)
        return row?.content ?? ''
      }),
    write: (content) =>
      database.write(async ({ drizzle }) => {
        await drizzle
          .insert(keptPrices)
          .values({ id: only, content })
          .onConflictDoUpdate({ target: keptPrices.id, set: { content } })
      }),
  }
}
