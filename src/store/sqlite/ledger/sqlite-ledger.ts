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
import { decideHold } from '../../../ledger/rules/admission.ts'
import { auditOfBudget, auditOfCorrection } from '../../../ledger/rules/audits.ts'
import { entryIdOf } from '../../../ledger/rules/charges.ts'
import { decideCorrection } from '../../../ledger/rules/corrections.ts'
import { type Decision, unchanged } from '../../../ledger/rules/decision.ts'
import { decideExpiry } from '../../../ledger/rules/expiry.ts'
import { decideRecord } from '../../../ledger/rules/records.ts'
import {
  decideSettlement,
  decideVoid,
  type EndingRows,
  lateCorrectionIdOf,
} from '../../../ledger/rules/settlement.ts'
import { alertOfLowered } from '../../../ledger/rules/thresholds.ts'
import { decideTimeZone } from '../../../ledger/rules/time-zones.ts'
import { defaultSubject } from '../../../ledger/subject.ts'
import type { SetTimeZoneRequest, SetTimeZoneResult } from '../../../ledger/time-zone.ts'
import type { IsAlive, ProcessIdentity } from '../../processes.ts'
import { writeCopy } from '../backup.ts'
import type { SqliteDatabase } from '../database.ts'
import { ProcessRegistry } from '../process-registry.ts'
import { WorkflowClaims } from '../workflows/workflow-claims.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { addToAuditTrail } from './audit-trail.ts'
import { BatchBooks } from './batch-books.ts'
import { LedgerReads } from './ledger-reads.ts'
import { Rollups } from './rollups.ts'

export interface SqliteLedgerOptions {
  readonly calendar: PeriodCalendar
  readonly configuredBudgets?: ConfiguredBudgets
  /** Whose direct messages have the budgets of a server. Default: nobody's. */
  readonly isOwner?: (user: string) => boolean
  /** The time zone of every subject that has none of its own (IANA name). Default: the one stored, else UTC. */
  readonly timeZone?: string | undefined
  /** Epoch milliseconds. */
  readonly now: () => number
  /**
   * Calls count no earlier than those before them, where the clock is set back: see {@link ../../../ledger/rules/steady-time.ts}.
   * Default: at the moment that they name.
   */
  readonly isSteady?: boolean
  readonly process?: ProcessIdentity
  readonly isAlive?: IsAlive
}

/** The ledger on SQLite. Registers this process, so that others can end its holds when it dies. */
export async function openSqliteLedger(
  database: SqliteDatabase,
  options: SqliteLedgerOptions,
): Promise<SqliteLedger> {
  const ledger = new SqliteLedger(database, options)
  await ledger.begin(options.timeZone)
  return ledger
}

/**
 * A use case reads the rows that decide about it, has them decided by the rules of the ledger, and writes what they
 * change, inside one write.
 */
export class SqliteLedger extends LedgerReads implements LedgerStore {
  /** Which of these processes no longer live; what other stores are given to find work whose process has died. */
  readonly deadAmong: (processes: readonly string[]) => readonly string[]
  readonly #registry: ProcessRegistry
  readonly #batch: BatchBooks
  readonly #now: () => number
  readonly #claims: WorkflowClaims

  constructor(database: SqliteDatabase, options: SqliteLedgerOptions) {
    const { calendar, now } = options
    const { configuredBudgets = () => undefined, isOwner = () => false, isSteady = false } = options
    super(database, calendar, configuredBudgets, isOwner, isSteady)
    this.#now = now
    this.#claims = new WorkflowClaims(database)
    this.#registry = new ProcessRegistry(database, this.processId, now, options)
    this.deadAmong = (processes) => this.#registry.deadAmong(processes)
    const { holds, entries, modelRecords } = this
    const rollups = new Rollups(database)
    this.#batch = new BatchBooks({ ...this.booksParts(), holds, entries, modelRecords, rollups })
    database.defer(this.#batch)
    database.onStale(() => this.#batch.forgetFile())
  }

  /** Registers this process and settles the default time zone; before anything else. */
  async begin(timeZone: string | undefined): Promise<void> {
    await this.database.write(
      (transaction) => {
        this.#registry.register(transaction)
        if (!this.timeZones.hasDefault()) this.timeZones.setInitialDefault(transaction, timeZone ?? 'UTC')
        else if (timeZone !== undefined) this.#move(transaction, this.#configured(timeZone))
      },
      { readsDeferred: true },
    )
    this.#registry.start()
  }

  hold(request: HoldRequest): Promise<HoldResult> {
    return this.#decide<HoldResult>(() => {
      if (this.#isLost(request)) return unchanged({ kind: 'lost_workflow' })
      const heldAtMs = this.steady.at(request.heldAtMs)
      return decideHold(this.#batch, this.#batch.hold(request.id), { ...request, heldAtMs })
    })
  }

  settle(request: SettleRequest): Promise<SettleResult> {
    return this.#decide(
      () => decideSettlement(this.#batch, this.#endingRows(request.holdId), request),
      request,
    )
  }

  void(request: VoidRequest): Promise<VoidResult> {
    return this.#decide(() => decideVoid(this.#batch, this.#endingRows(request.holdId), request))
  }

  expire(holdId: string, atMs: number): Promise<ExpireResult> {
    return this.#decide(() => decideExpiry(this.#batch, this.holds.find(holdId), atMs))
  }

  expireHolds(atMs: number): Promise<readonly Entry[]> {
    return this.database.write((transaction) => {
      const dead = this.#registry.deadAmong(this.holds.otherProcesses())
      return this.holds.overdue(atMs, dead).flatMap((hold) => {
        const { changes } = decideExpiry(this.#batch, hold, atMs)
        this.#batch.apply(transaction, changes)
        return changes.entries ?? []
      })
    })
  }

  async stands(request: Pick<HoldRequest, 'id' | 'attribution' | 'claim'>): Promise<boolean> {
    return this.holds.find(request.id)?.state === 'pending' && !this.#isLost(request)
  }

  nameCall(holdId: string, name: string): Promise<void> {
    return this.database.write((transaction) => this.providerCalls.insert(transaction, holdId, name))
  }

  record(request: RecordRequest): Promise<RecordResult> {
    return this.#decide<RecordResult>(() => {
      if (this.#isLost(request)) return unchanged({ kind: 'lost_workflow' })
      const atMs = request.isDated ? request.atMs : this.steady.at(request.atMs)
      return decideRecord(this.#batch, this.entries.find(request.id), { ...request, atMs })
    })
  }

  correct(request: CorrectRequest): Promise<CorrectResult> {
    return this.database.write((transaction) => {
      const rows = this.#correctionRows(request)
      const { outcome, changes } = decideCorrection(this.#batch, rows, request)
      this.#batch.apply(transaction, changes)
      if (changes.entries && rows.corrected && request.byHand)
        addToAuditTrail(transaction, auditOfCorrection(rows.corrected, request, request.byHand))
      return outcome
    })
  }

  setBudget(request: SetBudgetRequest): Promise<SetBudgetResult> {
    return this.database.write((transaction) => {
      const result = this.budgets.set(transaction, request)
      if (result.kind !== 'set') return result
      addToAuditTrail(transaction, auditOfBudget(result.change))
      const { subject, period, atMs } = request
      const status = this.#batch.statusOf(subject, period, this.steady.at(atMs))
      const alert = alertOfLowered(status, result.change, atMs)
      if (alert) this.#batch.apply(transaction, { alerts: [alert] })
      return { ...result, status }
    })
  }

  setTimeZone(request: SetTimeZoneRequest): Promise<SetTimeZoneResult> {
    return this.database.write((transaction) => this.#move(transaction, request), { readsDeferred: true })
  }

  audit(record: AuditRecord): Promise<void> {
    return this.database.write((transaction) => addToAuditTrail(transaction, record))
  }

  async backup(path: string): Promise<void> {
    await this.database.write(() => undefined)
    await writeCopy(this.database, path)
  }

  async close(): Promise<void> {
    this.#registry.stop()
    try {
      await this.database.write((transaction) => this.#registry.leave(transaction))
    } finally {
      await this.database.close()
    }
  }

  #decide<Outcome>(
    decide: () => Decision<Outcome>,
    { mayWaitForDisk }: Pick<SettleRequest, 'mayWaitForDisk'> = {},
  ): Promise<Outcome> {
    return this.database.write(
      (transaction) => {
        const { outcome, changes } = decide()
        this.#batch.apply(transaction, changes)
        return outcome
      },
      { mayWaitForDisk },
    )
  }

  #isLost({ attribution, claim }: Pick<HoldRequest, 'attribution' | 'claim'>): boolean {
    return this.#claims.isLost(attribution.workflow, claim)
  }

  #endingRows(holdId: string): EndingRows {
    const hold = this.#batch.hold(holdId)
    if (!hold || hold.state === 'pending')
      return { hold, charge: undefined, standing: undefined, late: undefined }
    const charge = this.entries.find(entryIdOf(holdId))
    const standing = charge && this.entries.standingFor(charge)
    return { hold, charge, standing, late: this.entries.find(lateCorrectionIdOf(holdId)) }
  }

  #correctionRows({ id, corrects }: CorrectRequest) {
    const corrected = this.entries.find(corrects)
    return {
      corrected,
      replacement: this.entries.replacementOf(corrects),
      sameId: this.entries.find(id),
      hold: corrected?.holdId === undefined ? undefined : this.holds.find(corrected.holdId),
    }
  }

  #move(transaction: WriteTransaction, request: SetTimeZoneRequest): SetTimeZoneResult {
    const { subject, timeZone, by, atMs } = request
    this.calendar.bounds('day', 0, timeZone)
    const present = this.timeZones.of(subject)
    // What is booked already was booked by the clocks of then, also where the clock has been set back since.
    const latestMs = this.sums.latestHeldMs(subject)
    const effective = latestMs === undefined || latestMs < atMs ? request : { ...request, atMs: latestMs + 1 }
    const result = decideTimeZone(effective, present, (period) => this.budgets.sourcesOf(subject, period))
    if (result.kind !== 'set') return result
    this.timeZones.add(transaction, result.change)
    const detail = { before: present, after: timeZone }
    addToAuditTrail(transaction, { atMs, by, action: 'time_zone.set', subject: subject.name, detail })
    return result
  }

  /** What the configuration asks for, as a request of an owner. */
  #configured(timeZone: string): SetTimeZoneRequest {
    return { subject: defaultSubject, timeZone, by: 'configuration', role: 'owner', atMs: this.#now() }
  }
}
