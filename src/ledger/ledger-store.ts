import type { NanoUsd } from '../money/nano-usd.ts'
import type { Attribution, CallDescription } from './attribution.ts'
import type { BudgetChange, BudgetStatus, SetBudgetRequest, SetBudgetResult } from './budget-limit.ts'
import type { Entry } from './entry.ts'
import type { EntryPage, EntryPageRequest } from './entry-page.ts'
import type { Hold } from './hold.ts'
import type { LimitState, ScopeLimit } from './limit-state.ts'
import type { ModelRecord } from './model-record.ts'
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
} from './requests.ts'
import type { RunningSpend } from './running-spend.ts'
import type { Subject } from './subject.ts'
import type {
  SeriesPoint,
  SeriesRequest,
  Summary,
  SummaryFilter,
  TimeRange,
  Totals,
  UsageSum,
} from './summary.ts'
import type { SetTimeZoneRequest, SetTimeZoneResult, TimeZoneChange } from './time-zone.ts'
import type { OutputKind, UsualOutput } from './usual-output.ts'
import type { VerifyResult } from './verification.ts'

/**
 * The books. Every method is one whole use case in one database transaction: it either happened, with all
 * totals, alerts and states that follow from it, or did not. Methods reject with `LedgerError` when the
 * store cannot be read or written, and with `IdempotencyConflictError` when an id is reused for other content.
 *
 * @example
 * ```ts
 * const held = await ledger.hold({
 *   id: 'call_1',
 *   amountNanoUsd: parseUsd('0.02'),
 *   attribution: { tenant: 'guild_1', user: '7', workflow: 'wf_1', task: 'analysis' },
 *   call: { provider: 'openai', model: 'gpt-5-mini', operation: 'generate', priceVersion: '1f0c' },
 *   scopes: [],
 *   heldAtMs: nowMs,
 *   expiresAtMs: nowMs + 60_000,
 * })
 * if (held.kind === 'held') {
 *   const bill = { amountNanoUsd: parseUsd('0.012'), provenance: 'reported', usage: {} } as const
 *   await ledger.settle({ holdId: 'call_1', ...bill, atMs: nowMs + 1_000 })
 * }
 * const [hour] = await ledger.budgetStatus(serverSubject('1'), nowMs)
 * hour?.spentNanoUsd // 12_000_000n: 0.012 dollars
 * ```
 */
export interface LedgerStore {
  /**
   * Sets money aside against every limit at once, or says which limit refuses. Zero always admits. Of a workflow that is not run under
   * the request's claim (any more) nothing is set aside.
   */
  hold(request: HoldRequest): Promise<HoldResult>
  /** Ends a hold with what the call cost, even when that is more than was held. */
  settle(request: SettleRequest): Promise<SettleResult>
  /** Ends a hold of a call that was surely not billed. */
  void(request: VoidRequest): Promise<VoidResult>
  /** Ends one pending hold as unresolved, at the held amount. */
  expire(holdId: string, atMs: number): Promise<ExpireResult>
  /** Ends all holds that have outlived their time or their process as unresolved; returns their entries. */
  expireHolds(atMs: number): Promise<readonly Entry[]>
  /** Whether a call may still be made for a hold: it is pending, and its workflow is run under the request's claim. */
  stands(request: Pick<HoldRequest, 'id' | 'attribution' | 'claim'>): Promise<boolean>
  /** Keeps by what name the provider knows the call of a hold; the first one stands. */
  nameCall(holdId: string, name: string): Promise<void>
  /** Of a workflow that is not run under the request's claim (any more) nothing is booked. */
  record(request: RecordRequest): Promise<RecordResult>
  correct(request: CorrectRequest): Promise<CorrectResult>

  /** All limits that bind a call of this attribution now, hard and soft. */
  limits(
    attribution: Attribution,
    scopes: readonly ScopeLimit[],
    atMs: number,
  ): Promise<readonly LimitState[]>
  /** Spent and held of a scope's account. */
  scopeBalance(account: string): Promise<{ readonly spentNanoUsd: NanoUsd; readonly heldNanoUsd: NanoUsd }>

  /** Sets or takes away a limit. A manager's never goes beyond what an owner allows, whoever else sets one meanwhile. */
  setBudget(request: SetBudgetRequest): Promise<SetBudgetResult>
  /** All periods of a subject. */
  budgetStatus(subject: Subject, atMs: number): Promise<readonly BudgetStatus[]>
  /** Newest first. */
  budgetHistory(subject: Subject, limit: number): Promise<readonly BudgetChange[]>
  /** Subjects that have a budget, a time zone or spend of their own, `bot` first. */
  subjects(): Promise<readonly Subject[]>
  /**
   * Moves a subject to another time zone. Periods of the old one that have not ended bind on beside those of the new
   * one, which count what was spent since they began, so that no more is left than before.
   *
   * @throws {RangeError} for a time zone that the calendar does not know.
   */
  setTimeZone(request: SetTimeZoneRequest): Promise<SetTimeZoneResult>
  /** Newest first. */
  timeZoneHistory(subject: Subject, limit: number): Promise<readonly TimeZoneChange[]>
  timeZone(subject: Subject): Promise<string>

  summary(range: TimeRange, filter: SummaryFilter): Promise<Summary>
  /** What is spent on calls that are held from a moment on, to be asked for again and again. */
  runningSpend(fromMs: number): Promise<RunningSpend>
  /** What `summary` is made of; several sums may be of the same kind of call. */
  usageSums(range: TimeRange, filter: SummaryFilter): Promise<readonly UsageSum[]>
  /** Users of a tenant (or of all) with their totals, dearest first. */
  topUsers(range: TimeRange, filter: SummaryFilter, limit: number): Promise<ReadonlyMap<string, Totals>>
  topTenants(range: TimeRange, limit: number): Promise<ReadonlyMap<string, Totals>>
  series(request: SeriesRequest): Promise<readonly SeriesPoint[]>
  /** The entries of one workflow, oldest first. */
  entriesOf(workflow: string): Promise<readonly Entry[]>
  /** Entries by when they were held, a page at a time: walk a range by asking for the page after each page's end. */
  entriesIn(range: TimeRange, page: EntryPageRequest): Promise<EntryPage>
  /** The entries that stand at what was held, because nobody has told yet what they cost; newest first. */
  unresolved(limit: number): Promise<readonly Entry[]>
  /** An entry, and by what name the provider knows its call, where that was kept. */
  namedCall(entryId: string): Promise<NamedCall | undefined>
  holdsPending(): Promise<readonly Hold[]>
  /** What the books say of a model's calls, of all tenants and times. */
  modelRecord(model: Pick<CallDescription, 'provider' | 'model'>): Promise<ModelRecord>
  /** How much the latest calls of a kind wrote whose usage is known, of all tenants. */
  usualOutput(kind: OutputKind): Promise<UsualOutput>
  /** The newest entries since a moment that carry a caution, newest first. */
  cautioned(sinceMs: number, limit: number): Promise<readonly Entry[]>

  /** Notes a change of something that figures depend on, such as a price. */
  audit(record: AuditRecord): Promise<void>
  auditTrail(limit: number): Promise<readonly AuditRecord[]>
  /** Another text after every change of anything that is kept, whoever makes it; undefined where that takes as long as reading it. */
  version(): Promise<string | undefined>
  verify(): Promise<VerifyResult>
  /** Writes a consistent copy of the whole store to `path`, which must not exist; of a server, an export that every store can be made from. */
  backup(path: string): Promise<void>
  close(): Promise<void>
}

export interface NamedCall {
  readonly entry: Entry
  readonly name: string | undefined
}

export interface AuditRecord {
  readonly atMs: number
  readonly by: string
  /** Such as `price.changed` or `budget.set`. */
  readonly action: string
  readonly subject: string
  readonly detail: Readonly<Record<string, string | number | null>>
}
