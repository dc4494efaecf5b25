import type { ConfiguredBudgets, SetBudgetRequest, SetBudgetResult } from '../../../ledger/budget-limit.ts'
import type { Entry } from '../../../ledger/entry.ts'
import type { AuditRecord, LedgerStore } from '../../../ledger/ledger-store.ts'
import type { PeriodCalendar } from '../../../ledger/period.ts'
import type {
  CorrectRequest,
  CorrectResult,
  ExpireResult,
  HoldRequest,
  HoldResult,
  RecordRequest,
  RecordResult,
  SettleRequest,
  SettleResult,
  VoidRequest,
  VoidResult,
} from '../../../ledger/requests.ts'
import { auditOfBudget } from '../../../ledger/rules/audits.ts'
import { decideBudget } from '../../../ledger/rules/budgets.ts'
import { decideExpiry } from '../../../ledger/rules/expiry.ts'
import { decideSettlement, decideVoid } from '../../../ledger/rules/settlement.ts'
import { alertOfLowered } from '../../../ledger/rules/thresholds.ts'
import { decideTimeZone } from '../../../ledger/rules/time-zones.ts'
import { defaultSubject } from '../../../ledger/subject.ts'
import type { SetTimeZoneRequest, SetTimeZoneResult } from '../../../ledger/time-zone.ts'
import type { PostgresDatabase, PostgresTransaction } from '../database.ts'
import { ProcessRegistry } from '../process-registry.ts'
import type { OpenBooks } from './book-keeper.ts'
import { GroupCommit } from './group-commit.ts'
import { LedgerReads } from './ledger-reads.ts'
import { preparePartitions } from './partitions.ts'
import { holdingProcesses, overdueHolds } from './pending-holds.ts'
import { budgetChanges, timeZoneChanges, timeZones } from './schema.ts'
import { applied, correct, endingRows, hold, record } from './use-cases.ts'
import { WindowSums } from './window-sums.ts'

export interface PostgresLedgerOptions {
  readonly calendar: PeriodCalendar
  readonly configuredBudgets?: ConfiguredBudgets
  /** Whose direct messages have the budgets of a server. Default: nobody's. */
  readonly isOwner?: (user: string) => boolean
  /** The time zone of every subject that has none of its own (IANA name). Default: the one stored, else UTC. */
  readonly timeZone?: string | undefined
  /** Epoch milliseconds. */
  readonly now: () => number
  /** See the ledger on SQLite. */
  readonly isSteady?: boolean
}

/** How often it is seen to that the months to come have their partitions. */
const prepareEveryMs = 6 * 3_600_000

/** The ledger on Postgres. Registers this process, so that others can end its holds when it dies. */
export async function openPostgresLedger(
  database: PostgresDatabase,
  options: PostgresLedgerOptions,
): Promise<PostgresLedger> {
  const ledger = new PostgresLedger(database, options)
  await ledger.begin(options.timeZone)
  return ledger
}

/** Use cases that share their commits; the rules of the ledger decide them in memory. */
export class PostgresLedger extends LedgerReads implements LedgerStore {
  readonly #commits: GroupCommit
  readonly #registry: ProcessRegistry
  #stopPreparing: (() => void) | undefined

  constructor(database: PostgresDatabase, options: PostgresLedgerOptions) {
    const { configuredBudgets = () => undefined, isOwner = () => false, isSteady = false } = options
    super(database, { calendar: options.calendar, configuredBudgets, isOwner, isSteady, now: options.now })
    this.#commits = new GroupCommit(database, this.keeper)
    this.#registry = new ProcessRegistry(database, this.processId)
  }

  /** Registers this process and settles the default time zone; before anything else. */
  async begin(timeZone: string | undefined): Promise<void> {
    await preparePartitions(this.database, this.now())
    await this.#registry.start()
    await this.#commits.alone(async (transaction, books) => {
      if (!books.limits.zones.hasDefault()) {
        const initial = { subject: defaultSubject.name, timeZone: timeZone ?? 'UTC' }
        await transaction.drizzle.insert(timeZones).values(initial)
        await books.limitsChanged()
      } else if (timeZone !== undefined) await this.#move(transaction, books, this.#configured(timeZone))
    })
    this.#stopPreparing = this.database.timers.every(prepareEveryMs, () => {
      // Rows of a month that has no partition of its own find a place all the same.
      preparePartitions(this.database, this.now()).catch(() => undefined)
    })
  }

  /** Which of these processes no longer live; what other stores are given to find work whose process has died. */
  deadAmong(processes: readonly string[]): Promise<readonly string[]> {
    return this.#registry.deadAmong(processes)
  }

  hold(request: HoldRequest): Promise<HoldResult> {
    return this.#commits.share((books) => hold(books, request))
  }

  settle(request: SettleRequest): Promise<SettleResult> {
    return this.#commits.share((books) =>
      applied(books, decideSettlement(books, endingRows(books, request.holdId), request)),
    )
  }

  void(request: VoidRequest): Promise<VoidResult> {
    return this.#commits.share((books) =>
      applied(books, decideVoid(books, endingRows(books, request.holdId), request)),
    )
  }

  expire(holdId: string, atMs: number): Promise<ExpireResult> {
    return this.#commits.share((books) => applied(books, decideExpiry(books, books.hold(holdId), atMs)))
  }

  async expireHolds(atMs: number): Promise<readonly Entry[]> {
    const others = await this.database.read((transaction) => holdingProcesses(transaction, this.processId))
    const dead = await this.#registry.deadAmong(others)
    return this.#commits.alone(async (transaction, books) => {
      const overdue = await overdueHolds(transaction, atMs, dead)
      return books.decide((batch) =>
        overdue.flatMap((held) => {
          const { changes } = decideExpiry(batch, batch.hold(held.id), atMs)
          batch.apply(changes)
          return changes.entries ?? []
        }),
      )
    })
  }

  stands({ id, attribution, claim }: Pick<HoldRequest, 'id' | 'attribution' | 'claim'>): Promise<boolean> {
    return this.#commits.share(
      (books) => books.hold(id)?.state === 'pending' && !books.isLost(attribution, claim),
    )
  }

  nameCall(holdId: string, name: string): Promise<void> {
    return this.#commits.share((books) => void books.callNames.push({ holdId, name }))
  }

  record(request: RecordRequest): Promise<RecordResult> {
    return this.#commits.share((books) => record(books, request))
  }

  correct(request: CorrectRequest): Promise<CorrectResult> {
    return this.#commits.share((books) => correct(books, request))
  }

  setBudget(request: SetBudgetRequest): Promise<SetBudgetResult> {
    const { subject, period, atMs } = request
    return this.#commits.alone(async ({ drizzle }, books) => {
      const decision = await books.look(() => decideBudget(request, books.limits.sourcesOf(subject, period)))
      if (decision.kind !== 'set') return decision
      const { limitNanoUsd = null, previousLimitNanoUsd = null, ...columns } = decision.change
      const [row] = await drizzle
        .insert(budgetChanges)
        .values({ ...columns, subject: subject.name, limitNanoUsd, previousLimitNanoUsd })
        .returning({ revision: budgetChanges.revision })
      await books.limitsChanged()
      const change = { ...decision.change, revision: row?.revision ?? 0 }
      return books.decide((batch) => {
        batch.audits.push(auditOfBudget(change))
        const status = batch.statusOf(subject, period, batch.steadyAt(atMs))
        const alert = alertOfLowered(status, change, atMs)
        if (alert) batch.apply({ alerts: [alert] })
        return { kind: 'set', change, status } as const
      })
    })
  }

  setTimeZone(request: SetTimeZoneRequest): Promise<SetTimeZoneResult> {
    return this.#commits.alone((transaction, books) => this.#move(transaction, books, request))
  }

  audit(record: AuditRecord): Promise<void> {
    return this.#commits.share((books) => void books.audits.push(record))
  }

  async backup(path: string): Promise<void> {
    const [{ writeExport }, { PostgresSource }] = await Promise.all([
      import('../../transfer/export-file.ts'),
      import('../../transfer/postgres-source.ts'),
    ])
    await this.database.read(({ sql }) => writeExport(new PostgresSource(sql), path, this.now()), {
      isLong: true,
    })
  }

  async close(): Promise<void> {
    this.#stopPreparing?.()
    try {
      await this.#commits.idle()
      await this.#registry.leave()
    } finally {
      await this.database.close()
    }
  }

  async #move(
    transaction: PostgresTransaction,
    books: OpenBooks,
    request: SetTimeZoneRequest,
  ): Promise<SetTimeZoneResult> {
    const { subject, timeZone, by, atMs } = request
    this.calendar.bounds('day', 0, timeZone)
    const { limits } = books
    const present = limits.zones.of(subject)
    // What is booked already was booked by the clocks of then, also where the clock has been set back since.
    const latestMs = await new WindowSums(transaction).latestHeldMs(subject)
    const effective = latestMs === undefined || latestMs < atMs ? request : { ...request, atMs: latestMs + 1 }
    const result = await books.look(() =>
      decideTimeZone(effective, present, (period) => limits.sourcesOf(subject, period)),
    )
    if (result.kind !== 'set') return result
    await transaction.drizzle.insert(timeZoneChanges).values({ ...result.change, subject: subject.name })
    await books.limitsChanged()
    const detail = { before: present, after: timeZone }
    await books.decide((batch) =>
      batch.audits.push({ atMs, by, action: 'time_zone.set', subject: subject.name, detail }),
    )
    return result
  }

  /** What the configuration asks for, as a request of an owner. */
  #configured(timeZone: string): SetTimeZoneRequest {
    return { subject: defaultSubject, timeZone, by: 'configuration', role: 'owner', atMs: this.now() }
  }
}
