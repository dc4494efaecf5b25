import { randomUUID } from 'node:crypto'
import { desc, getTableColumns } from 'drizzle-orm'
import type { Attribution, CallDescription } from '../../../ledger/attribution.ts'
import type { BudgetChange, BudgetStatus } from '../../../ledger/budget-limit.ts'
import type { Entry } from '../../../ledger/entry.ts'
import type { EntryPage, EntryPageRequest } from '../../../ledger/entry-page.ts'
import type { Hold } from '../../../ledger/hold.ts'
import type { AuditRecord, NamedCall } from '../../../ledger/ledger-store.ts'
import type { LimitState, ScopeLimit } from '../../../ledger/limit-state.ts'
import type { ModelRecord } from '../../../ledger/model-record.ts'
import { type PeriodCalendar, periods } from '../../../ledger/period.ts'
import { type Balance, scopeAccount } from '../../../ledger/rules/accounts.ts'
import { limitsOn } from '../../../ledger/rules/admission.ts'
import { dearest, summaryOf, usageSumsOf } from '../../../ledger/rules/named-totals.ts'
import { usualOutput } from '../../../ledger/rules/usual-output.ts'
import type { RunningSpend } from '../../../ledger/running-spend.ts'
import type { Subject } from '../../../ledger/subject.ts'
import type {
  SeriesPoint,
  SeriesRequest,
  Summary,
  SummaryFilter,
  TimeRange,
  Totals,
  UsageSum,
} from '../../../ledger/summary.ts'
import type { TimeZoneChange } from '../../../ledger/time-zone.ts'
import type { OutputKind, UsualOutput } from '../../../ledger/usual-output.ts'
import type { VerifyResult } from '../../../ledger/verification.ts'
import type { PostgresDatabase, PostgresTransaction } from '../database.ts'
import type { BatchBooks } from './batch-books.ts'
import { BookKeeper } from './book-keeper.ts'
import { entriesIn, entriesOf, namedCall, unresolvedEntries } from './entry-reads.ts'
import { bookedSubjects, budgetHistory, timeZoneHistory } from './histories.ts'
import type { LimitsOptions } from './limits-book.ts'
import { cautionedEntries, modelRecord, outputsOf } from './model-records.ts'
import { pendingHolds } from './pending-holds.ts'
import { auditTrail } from './schema.ts'
import { readSeries } from './series.ts'
import { tenantTotals, usageTotals, userTotals } from './summaries.ts'
import { verify } from './verify.ts'

/** The last day that a date of four digits names. */
const endOfTimeMs = Date.UTC(9999, 11, 31)

interface LedgerReadsOptions extends LimitsOptions {
  readonly calendar: PeriodCalendar
  readonly isSteady: boolean
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** What can be asked of the ledger on Postgres: each answer is of one moment, whatever is written meanwhile. */
export class LedgerReads {
  /** This process, as it registers. */
  readonly processId = `process_${randomUUID()}`
  protected readonly database: PostgresDatabase
  protected readonly keeper: BookKeeper
  protected readonly calendar: PeriodCalendar
  protected readonly now: () => number

  constructor(database: PostgresDatabase, options: LedgerReadsOptions) {
    this.database = database
    this.calendar = options.calendar
    this.now = options.now
    this.keeper = new BookKeeper({ ...options, processId: this.processId })
  }

  limits(
    attribution: Attribution,
    scopes: readonly ScopeLimit[],
    atMs: number,
  ): Promise<readonly LimitState[]> {
    return this.#look((books) => limitsOn(books, attribution, scopes, books.steadyAt(atMs)))
  }

  scopeBalance(account: string): Promise<Balance> {
    return this.#look((books) => books.balanceOf(scopeAccount(account)))
  }

  budgetStatus(subject: Subject, atMs: number): Promise<readonly BudgetStatus[]> {
    return this.#look((books) => {
      const steadyMs = books.steadyAt(atMs)
      return periods.map((period) => books.statusOf(subject, period, steadyMs))
    })
  }

  budgetHistory(subject: Subject, limit: number): Promise<readonly BudgetChange[]> {
    return this.database.read((transaction) => budgetHistory(transaction, subject, limit))
  }

  subjects(): Promise<readonly Subject[]> {
    return this.database.read(async (transaction) => {
      const { limits } = await this.keeper.read(transaction)
      return bookedSubjects(transaction, limits.zones)
    })
  }

  timeZone(subject: Subject): Promise<string> {
    return this.database.read(async (transaction) =>
      (await this.keeper.read(transaction)).limits.zones.of(subject),
    )
  }

  timeZoneHistory(subject: Subject, limit: number): Promise<readonly TimeZoneChange[]> {
    return this.database.read((transaction) => timeZoneHistory(transaction, subject, limit))
  }

  summary(range: TimeRange, filter: SummaryFilter): Promise<Summary> {
    return this.database.read(async (transaction) => summaryOf(await usageTotals(transaction, range, filter)))
  }

  usageSums(range: TimeRange, filter: SummaryFilter): Promise<readonly UsageSum[]> {
    return this.database.read(async (transaction) =>
      usageSumsOf(await usageTotals(transaction, range, filter)),
    )
  }

  async topUsers(
    range: TimeRange,
    filter: SummaryFilter,
    limit: number,
  ): Promise<ReadonlyMap<string, Totals>> {
    const totals = await this.database.read((transaction) => userTotals(transaction, range, filter))
    return firstOf(dearest(totals), limit)
  }

  async topTenants(range: TimeRange, limit: number): Promise<ReadonlyMap<string, Totals>> {
    const totals = await this.database.read((transaction) => tenantTotals(transaction, range))
    return firstOf(dearest(totals), limit)
  }

  series(request: SeriesRequest): Promise<readonly SeriesPoint[]> {
    return this.database.read(async (transaction) => {
      const { limits } = await this.keeper.read(transaction)
      return readSeries(transaction, request, limits.zones, this.calendar)
    })
  }

  entriesOf(workflow: string): Promise<readonly Entry[]> {
    return this.database.read((transaction) => entriesOf(transaction, workflow))
  }

  entriesIn(range: TimeRange, page: EntryPageRequest): Promise<EntryPage> {
    return this.database.read((transaction) => entriesIn(transaction, range, page))
  }

  /** The server sums up whenever it is asked: there is no order in which its lines could be followed by an index. */
  async runningSpend(fromMs: number): Promise<RunningSpend> {
    return {
      of: async (tenant) => {
        const { costNanoUsd, by } = await this.summary({ fromMs, toMs: endOfTimeMs }, { tenant })
        return { costNanoUsd, byTask: new Map([...by.task].map(([task, sum]) => [task, sum.costNanoUsd])) }
      },
    }
  }

  /** Each process would have to ask the server, which is what reading costs. */
  async version(): Promise<undefined> {
    return undefined
  }

  modelRecord(model: Pick<CallDescription, 'provider' | 'model'>): Promise<ModelRecord> {
    return this.database.read((transaction) => modelRecord(transaction, model))
  }

  usualOutput(kind: OutputKind): Promise<UsualOutput> {
    return this.database.read(async (transaction) => usualOutput(await outputsOf(transaction, kind)))
  }

  cautioned(sinceMs: number, limit: number): Promise<readonly Entry[]> {
    return this.database.read((transaction) => cautionedEntries(transaction, sinceMs, limit))
  }

  namedCall(entryId: string): Promise<NamedCall | undefined> {
    return this.database.read((transaction) => namedCall(transaction, entryId))
  }

  unresolved(limit: number): Promise<readonly Entry[]> {
    return this.database.read((transaction) => unresolvedEntries(transaction, limit))
  }

  holdsPending(): Promise<readonly Hold[]> {
    return this.database.read((transaction) => pendingHolds(transaction))
  }

  /** Newest first. */
  auditTrail(limit: number): Promise<readonly AuditRecord[]> {
    const { id: _id, ...columns } = getTableColumns(auditTrail)
    return this.database.read(({ drizzle }) =>
      drizzle.select(columns).from(auditTrail).orderBy(desc(auditTrail.id)).limit(limit),
    )
  }

  verify(): Promise<VerifyResult> {
    return this.database.read(
      async (transaction) => {
        const { limits } = await this.keeper.read(transaction)
        return verify(transaction, this.calendar, limits.zones, this.now)
      },
      { isLong: true },
    )
  }

  #look<T>(decide: (books: BatchBooks) => T): Promise<T> {
    return this.database.read(async (transaction: PostgresTransaction) =>
      (await this.keeper.read(transaction)).look(decide),
    )
  }
}

function firstOf<T>(map: ReadonlyMap<string, T>, limit: number): ReadonlyMap<string, T> {
  return new Map([...map].slice(0, limit))
}
