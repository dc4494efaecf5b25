import { randomUUID } from 'node:crypto'
import type { Attribution, CallDescription } from '../../../ledger/attribution.ts'
import type { BudgetChange, BudgetStatus, ConfiguredBudgets } from '../../../ledger/budget-limit.ts'
import type { Entry } from '../../../ledger/entry.ts'
import type { EntryPage, EntryPageRequest } from '../../../ledger/entry-page.ts'
import type { Hold } from '../../../ledger/hold.ts'
import type { AuditRecord, NamedCall } from '../../../ledger/ledger-store.ts'
import type { LimitState, ScopeLimit } from '../../../ledger/limit-state.ts'
import type { ModelRecord } from '../../../ledger/model-record.ts'
import { type PeriodCalendar, periods } from '../../../ledger/period.ts'
import { type Balance, scopeAccount } from '../../../ledger/rules/accounts.ts'
import { limitsOn } from '../../../ledger/rules/admission.ts'
import { SubjectAccounts } from '../../../ledger/rules/subject-accounts.ts'
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
import type { SqliteDatabase } from '../database.ts'
import { readAuditTrail } from './audit-trail.ts'
import { Balances } from './balances.ts'
import { Budgets } from './budgets.ts'
import { Crossings } from './crossings.ts'
import { EntryPages } from './entry-pages.ts'
import { EntryRows } from './entry-rows.ts'
import { HoldRows } from './hold-rows.ts'
import { ModelRecords } from './model-records.ts'
import { ProviderCalls } from './provider-calls.ts'
import { readSeries, type SeriesParts } from './series.ts'
import { SqliteRunningSpend } from './sqlite-running-spend.ts'
import { SteadyClock } from './steady-clock.ts'
import { StoredBooks } from './stored-books.ts'
import { bookedSubjects } from './subjects.ts'
import { Summaries } from './summaries.ts'
import { TimeZones } from './time-zones.ts'
import { verify } from './verify.ts'
import { verifyFile } from './verify-file.ts'
import { WindowSums } from './window-sums.ts'

/** What can be asked of the ledger on SQLite: each answer is of one moment, whatever is written meanwhile. */
export class LedgerReads {
  /** This process, as it registers. */
  readonly processId = `process_${randomUUID()}`
  protected readonly database: SqliteDatabase
  protected readonly calendar: PeriodCalendar
  protected readonly holds: HoldRows
  protected readonly entries: EntryRows
  protected readonly providerCalls: ProviderCalls
  protected readonly balances: Balances
  protected readonly crossings: Crossings
  protected readonly budgets: Budgets
  protected readonly timeZones: TimeZones
  protected readonly subjectAccounts: SubjectAccounts
  protected readonly sums: WindowSums
  protected readonly steady: SteadyClock
  readonly #stored: StoredBooks
  readonly #summaries: Summaries
  readonly #seriesParts: SeriesParts
  protected readonly modelRecords: ModelRecords
  readonly #entryPages: EntryPages

  constructor(
    database: SqliteDatabase,
    calendar: PeriodCalendar,
    configuredBudgets: ConfiguredBudgets,
    isOwner: (user: string) => boolean,
    isSteady: boolean,
  ) {
    this.database = database
    this.calendar = calendar
    this.holds = new HoldRows(database, this.processId)
    this.entries = new EntryRows(database)
    this.providerCalls = new ProviderCalls(database)
    this.balances = new Balances(database)
    this.crossings = new Crossings(database)
    this.budgets = new Budgets(database, configuredBudgets, isOwner)
    this.timeZones = new TimeZones(database)
    this.subjectAccounts = new SubjectAccounts(calendar, this.timeZones)
    this.#stored = new StoredBooks(this.booksParts())
    this.#summaries = new Summaries(database)
    this.sums = new WindowSums(database)
    this.steady = new SteadyClock(database, isSteady)
    this.#seriesParts = { ...this.booksParts(), sums: this.sums }
    this.modelRecords = new ModelRecords(database)
    this.#entryPages = new EntryPages(database)
  }

  async limits(
    attribution: Attribution,
    scopes: readonly ScopeLimit[],
    atMs: number,
  ): Promise<readonly LimitState[]> {
    return this.database.read(() => limitsOn(this.#stored, attribution, scopes, this.steady.at(atMs)))
  }

  async scopeBalance(account: string): Promise<Balance> {
    return this.database.read(() => this.balances.get(scopeAccount(account)))
  }

  async budgetStatus(subject: Subject, atMs: number): Promise<readonly BudgetStatus[]> {
    return this.database.read(() => {
      const steadyMs = this.steady.at(atMs)
      return periods.map((period) => this.#stored.statusOf(subject, period, steadyMs))
    })
  }

  async budgetHistory(subject: Subject, limit: number): Promise<readonly BudgetChange[]> {
    return this.database.read(() => this.budgets.history(subject, limit))
  }

  async subjects(): Promise<readonly Subject[]> {
    return this.database.read(() => bookedSubjects(this.database, this.budgets, this.timeZones))
  }

  async timeZone(subject: Subject): Promise<string> {
    return this.database.read(() => this.timeZones.of(subject))
  }

  async timeZoneHistory(subject: Subject, limit: number): Promise<readonly TimeZoneChange[]> {
    return this.database.read(() => this.timeZones.history(subject, limit))
  }

  async summary(range: TimeRange, filter: SummaryFilter): Promise<Summary> {
    return this.database.read(() => this.#summaries.summary(range, filter))
  }

  async usageSums(range: TimeRange, filter: SummaryFilter): Promise<readonly UsageSum[]> {
    return this.database.read(() => this.#summaries.usageSums(range, filter))
  }

  async topUsers(
    range: TimeRange,
    filter: SummaryFilter,
    limit: number,
  ): Promise<ReadonlyMap<string, Totals>> {
    return this.database.read(() => firstOf(this.#summaries.topUsers(range, filter), limit))
  }

  async topTenants(range: TimeRange, limit: number): Promise<ReadonlyMap<string, Totals>> {
    return this.database.read(() => firstOf(this.#summaries.topTenants(range), limit))
  }

  async series(request: SeriesRequest): Promise<readonly SeriesPoint[]> {
    return this.database.read(() => readSeries(request, this.#seriesParts))
  }

  async entriesOf(workflow: string): Promise<readonly Entry[]> {
    return this.database.read(() => this.entries.ofWorkflow(workflow))
  }

  async entriesIn(range: TimeRange, page: EntryPageRequest): Promise<EntryPage> {
    return this.database.read(() => this.#entryPages.read(range, page))
  }

  async runningSpend(fromMs: number): Promise<RunningSpend> {
    return new SqliteRunningSpend(this.database, fromMs)
  }

  async version(): Promise<string> {
    return this.database.version()
  }

  async modelRecord(model: Pick<CallDescription, 'provider' | 'model'>): Promise<ModelRecord> {
    return this.database.read(() => this.modelRecords.of(model))
  }

  async usualOutput(kind: OutputKind): Promise<UsualOutput> {
    return this.database.read(() => usualOutput(this.modelRecords.outputsOf(kind)))
  }

  async cautioned(sinceMs: number, limit: number): Promise<readonly Entry[]> {
    return this.database.read(() => this.modelRecords.cautioned(sinceMs, limit))
  }

  async namedCall(entryId: string): Promise<NamedCall | undefined> {
    return this.database.read(() => {
      const entry = this.entries.find(entryId)
      return entry && { entry, name: entry.holdId && this.providerCalls.find(entry.holdId) }
    })
  }

  async unresolved(limit: number): Promise<readonly Entry[]> {
    return this.database.read(() => this.entries.unresolved(limit))
  }

  async holdsPending(): Promise<readonly Hold[]> {
    return this.database.read(() => this.holds.pending())
  }

  async auditTrail(limit: number): Promise<readonly AuditRecord[]> {
    return this.database.read(() => readAuditTrail(this.database, limit))
  }

  async verify(): Promise<VerifyResult> {
    const damage = await this.database.damage()
    const { workers, path } = this.database
    if (workers) return verifyFile({ path, damage }, workers)
    return this.database.read(() => verify(this.database, damage, this.calendar, this.timeZones))
  }

  protected booksParts() {
    const { balances, budgets, crossings, timeZones, subjectAccounts, calendar } = this
    return { balances, budgets, crossings, timeZones, subjectAccounts, calendar }
  }
}

function firstOf<T>(map: ReadonlyMap<string, T>, limit: number): ReadonlyMap<string, T> {
  return new Map([...map].slice(0, limit))
}
