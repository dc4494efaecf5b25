import type { SqliteDatabase } from '../database.ts'
import { prepareFind, prepareInsert } from '../prepared-rows.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { providerCalls } from './schema.ts'

/** The providers' names of calls, by their holds; kept once and never changed. */
export class ProviderCalls {
  readonly #find
  readonly #insert

  constructor({ connection }: SqliteDatabase) {
    this.#find = prepareFind(connection, providerCalls, 'hold_id = ?')
    this.#insert = prepareInsert(connection, providerCalls, 'on conflict do nothing')
  }

  find(holdId: string): string | undefined {
    return this.#find(holdId)?.name
  }

  insert(transaction: WriteTransaction, holdId: string, name: string): void {
    this.#insert(transaction, { holdId, name })
  }
}
