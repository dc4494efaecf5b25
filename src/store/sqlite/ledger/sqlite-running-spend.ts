import { addSpend, noSpend, type RunningSpend, type TaskSpend } from '../../../ledger/running-spend.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import type { SqliteDatabase } from '../database.ts'

/** So many lines of the books are summed at once at most, which takes some milliseconds. */
const usualLines = 20_000
/** Under which the spend of all tenants is kept; no tenant is called so. */
const everybody = ''

interface SumRow {
  readonly tenant: string
  readonly task: string
  readonly amount: NanoUsd
}

/** Sums of the lines up to one of them, to which those behind it are added when they are asked for. */
export class SqliteRunningSpend implements RunningSpend {
  readonly #database: SqliteDatabase
  readonly #statements
  readonly #fromMs: bigint
  readonly #mostLines: bigint
  readonly #spend = new Map<string, TaskSpend>()
  #upTo: bigint
  #reading: Promise<void> | undefined

  constructor(database: SqliteDatabase, fromMs: number, mostLines: number = usualLines) {
    const { connection } = database
    this.#database = database
    this.#fromMs = BigInt(fromMs)
    this.#mostLines = BigInt(mostLines)
    // Left to itself SQLite walks the whole index of tenants, to have the groups in order.
    const sums = (where: string) =>
      `select tenant, task, sum(amount_nano_usd) as amount from entries ${where} group by tenant, task`
    this.#statements = {
      last: connection.prepare<[], bigint>('select coalesce(max(sequence), 0) from entries').pluck(),
      lastOfNext: connection
        .prepare<[bigint, bigint], bigint | null>(
          'select max(sequence) from (select sequence from entries where sequence > ? order by sequence limit ?)',
        )
        .pluck(),
      next: connection.prepare<[bigint, bigint, bigint], SumRow>(
        sums('not indexed where sequence > ? and sequence <= ? and held_at_ms >= ?'),
      ),
    }
    this.#upTo = database.read(() => {
      const booked = connection.prepare<[bigint], SumRow>(
        sums('indexed by entries_held_at where held_at_ms >= ?'),
      )
      for (const row of booked.all(this.#fromMs)) this.#add(row)
      return this.#statements.last.get() ?? 0n
    })
  }

  async of(tenant: string | undefined): Promise<TaskSpend> {
    await this.#readOn()
    return this.#spend.get(tenant ?? everybody) ?? noSpend
  }

  #readOn(): Promise<void> | undefined {
    if (!this.#reading && this.#addNext()) this.#reading = this.#readRest()
    return this.#reading
  }

  /** Lets others in between: nobody may have asked for long. Is over in the turn in which nothing more was found. */
  async #readRest(): Promise<void> {
    try {
      do await new Promise((resolve) => setImmediate(resolve))
      while (this.#addNext())
    } finally {
      this.#reading = undefined
    }
  }

  /** Whether there may be more. */
  #addNext(): boolean {
    return this.#database.read(() => {
      const last = this.#statements.lastOfNext.get(this.#upTo, this.#mostLines)
      if (last == null) return false
      const isAll = last - this.#upTo < this.#mostLines
      for (const row of this.#statements.next.all(this.#upTo, last, this.#fromMs)) this.#add(row)
      this.#upTo = last
      return !isAll
    })
  }

  #add({ tenant, task, amount }: SumRow): void {
    for (const name of [tenant, everybody])
      this.#spend.set(name, addSpend(this.#spend.get(name) ?? noSpend, task, amount))
  }
}
