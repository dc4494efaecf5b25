import { getTableColumns, getTableName } from 'drizzle-orm'
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import type { RollupKey } from '../../../ledger/rules/totals.ts'
import type { Totals } from '../../../ledger/summary.ts'
import type { SqliteDatabase } from '../database.ts'
import { prepareInsert } from '../prepared-rows.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { usageRollups, userRollups } from './schema.ts'

/** Sums of entries per UTC hour and UTC day, as the file has them. */
export class Rollups {
  readonly #addUsage
  readonly #addUser

  constructor({ connection }: SqliteDatabase) {
    this.#addUsage = prepareInsert(connection, usageRollups, addingTo(usageRollups))
    this.#addUser = prepareInsert(connection, userRollups, addingTo(userRollups))
  }

  add(transaction: WriteTransaction, key: RollupKey, { costNanoUsd, ...counts }: Totals): void {
    const sums = { amountNanoUsd: costNanoUsd, ...counts }
    if (key.of === 'usage') this.#addUsage(transaction, { ...key, ...sums })
    else this.#addUser(transaction, { ...key, ...sums })
  }
}

/** Where the sum is there already, adds to every column that is not of its key. */
function addingTo(table: typeof usageRollups | typeof userRollups): string {
  const keys = new Set(
    getTableConfig(table).primaryKeys.flatMap(({ columns }) => columns.map(({ name }) => name)),
  )
  const sums = Object.values(getTableColumns(table)).filter(({ name }) => !keys.has(name))
  const additions = sums.map(
    ({ name }) => `"${name}" = "${getTableName(table)}"."${name}" + excluded."${name}"`,
  )
  return `on conflict do update set ${additions.join(', ')}`
}
