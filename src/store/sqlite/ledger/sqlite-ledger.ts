import { randomUUID } from 'node:crypto'
import { desc, eq, getTableColumns } from 'drizzle-orm'
import type { BudgetStatus, ConfiguredBudgets } from '../../../ledger/budget-limit.ts'
import type { AuditRecord, LedgerStore } from '../../../ledger/ledger-store.ts'
import { type Period, type PeriodCalendar, periods } from '../../../ledger/period.ts'
import { bookedSubject, botSubject, defaultSubject } from '../../../ledger/subject.ts'
import { writeCopy } from '../backup.ts'
import type { SqliteDatabase } from '../database.ts'
import { ProcessRegistry } from '../process-registry.ts'
import type { IsAlive, ProcessIdentity } from '../processes.ts'
import { keepCheckpoint } from '../workflows/keep-checkpoint.ts'
import { scopeAccount } from './accounts.ts'
import { Alerts } from './alerts.ts'
import { Balances } from './balances.ts'
import { Budgets } from './budgets.ts'
import { Entries } from './entries.ts'
import { Holding, toHold } from './holding.ts'
import { ModelRecords } from './model-records.ts'
import { Posting } from './posting.ts'
import { rebuildBalances } from './recompute.ts'
import { Rollups } from './rollups.ts'
import { auditTrail, balances as balancesTable } from './schema.ts'
import { Settling } from './settling.ts'
import { Summaries } from './summaries.ts'
import { TimeZones } from './time-zones.ts'
import { verify } from './verify.ts'

export interface SqliteLedgerOptions {
  readonly calendar: PeriodCalendar
  readonly configuredBudgets?: ConfiguredBudgets
  /** The time zone of every subject that has none of its own (IANA name). Default: the one stored, else UTC. */
  readonly timeZone?: string
  readonly clock?: () => number
  readonly process?: ProcessIdentity
  readonly isAlive?: IsAlive
}

export interface SqliteLedger extends LedgerStore {
  /** This process, as it has registered. */
  readonly processId: string
  /** Which of these processes no longer live. */
  deadAmong(processes: readonly string[]): readonly string[]
}

/** The ledger on SQLite. Registers this process, so that others can end its holds when it dies. */
export async function openSqliteLedger(
  database: SqliteDatabase,
  options: SqliteLedgerOptions,
): Promise<SqliteLedger> {
  const { calendar, clock = Date.now } = options
  const processId = `process_${randomUUID()}`
  const timeZones = new TimeZones(database)
  const budgets = new Budgets(database, options.configuredBudgets ?? (() => undefined))
  const entries = new Entries(database)
  const balances = new Balances(database)
  const alerts = new Alerts(database, budgets)
  const posting = new Posting({
    database,
    entries,
    balances,
    alerts,
    timeZones,
    calendar,
    rollups: new Rollups(database),
  })
  const holding = new Holding({ database, balances, budgets, posting, process: processId })
  const settling = new Settling({ holding, posting, entries })
  const summaries = new Summaries(database)
  const modelRecords = new ModelRecords(database)
  const registry = new ProcessRegistry(database, processId, clock, options)

  const moveTo = (subject: string, timeZone: string) => {
    calendar.bounds('day', 0, timeZone)
    if (timeZones.stored(subject) === timeZone) return
    timeZones.set(subject, timeZone)
    rebuildBalances(database, calendar, timeZones)
  }
  await database.write(() => {
    registry.register()
    const stored = timeZones.stored(defaultSubject.name)
    moveTo(defaultSubject.name, options.timeZone ?? stored ?? 'UTC')
  })
  registry.start()

  const statusOf = (subject: string, period: Period, atMs: number): BudgetStatus => {
    const timeZone = timeZones.of(subject)
    const { startMs, endMs } = calendar.bounds(period, atMs, timeZone)
    return {
      subject,
      kind: bookedSubject(subject).kind,
      period,
      budget: budgets.of(subject, period),
      ...balances.get({ account: subject, period, startMs }),
      startMs,
      resetsAtMs: endMs,
      timeZone,
    }
  }
  const subjects = () => {
    const spending = database.drizzle
      .selectDistinct({ account: balancesTable.account })
      .from(balancesTable)
      .where(eq(balancesTable.period, 'month'))
      .all()
      .map(({ account }) => account)
    const others = new Set([...spending, ...budgets.subjects(), ...timeZones.ownSubjects()])
    others.delete(botSubject.name)
    others.delete(defaultSubject.name)
    return [botSubject.name, ...[...others].sort()]
  }
  const audit = (record: AuditRecord) => {
    database.drizzle.insert(auditTrail).values(record).run()
  }

  return {
    processId,
    deadAmong: (processes) => registry.deadAmong(processes),
    hold: (request) => database.write(() => holding.hold(request)),
    settle: (request) =>
      database.write(() => {
        const result = settling.settle(request)
        const isBooked = result.kind === 'settled' || result.kind === 'corrected'
        if (isBooked && request.keep) keepCheckpoint(database, request.keep)
        return result
      }),
    void: (request) => database.write(() => settling.void(request)),
    record: (request) => database.write(() => settling.record(request)),
    correct: (request) => database.write(() => settling.correct(request)),
    expire: (holdId, atMs) =>
      database.write(() => {
        const row = holding.get(holdId)
        if (!row) return { kind: 'unknown_hold' as const }
        if (row.state !== 'pending') return { kind: 'already_ended' as const, state: row.state }
        settling.expire(toHold(row), atMs)
        return { kind: 'voided' as const }
      }),
    expireHolds: (atMs) =>
      database.write(() => {
        const dead = registry.deadAmong(holding.otherProcesses())
        return holding.overdue(atMs, dead).map((row) => settling.expire(toHold(row), atMs))
      }),
    limits: async (attribution, scopes, atMs) =>
      database.read(() => holding.limits(attribution, scopes, atMs)),
    scopeBalance: async (account) => database.read(() => balances.get(scopeAccount(account))),
    setBudget: (request) =>
      database.write(() => {
        const result = budgets.set(request)
        if (result.kind !== 'set') return result
        const { change } = result
        audit({
          atMs: request.atMs,
          by: request.by,
          action: 'budget.set',
          subject: `${request.subject} ${request.period}`,
          detail: {
            before: change.previousLimitNanoUsd?.toString() ?? null,
            after: change.limitNanoUsd?.toString() ?? null,
            mode: change.mode,
          },
        })
        return { ...result, status: statusOf(request.subject, request.period, request.atMs) }
      }),
    budgetStatus: async (subject, atMs) =>
      database.read(() => periods.map((period) => statusOf(subject, period, atMs))),
    budgetHistory: async (subject, limit) => database.read(() => budgets.history(subject, limit)),
    subjects: async () => database.read(subjects),
    setTimeZone: (subject, timeZone, by, atMs) =>
      database.write(() => {
        audit({
          atMs,
          by,
          action: 'time_zone.set',
          subject,
          detail: { before: timeZones.of(subject), after: timeZone },
        })
        moveTo(subject, timeZone)
      }),
    timeZone: async (subject) => database.read(() => timeZones.of(subject)),
    summary: async (range, filter) => database.read(() => summaries.summary(range, filter)),
    topUsers: async (range, filter, limit) =>
      database.read(() => firstOf(summaries.topUsers(range, filter), limit)),
    topTenants: async (range, limit) => database.read(() => firstOf(summaries.topTenants(range), limit)),
    series: async (request) => database.read(() => balances.series(request)),
    entriesOf: async (workflow) => database.read(() => entries.ofWorkflow(workflow)),
    modelRecord: async (model) => database.read(() => modelRecords.of(model)),
    cautioned: async (sinceMs, limit) => database.read(() => modelRecords.cautioned(sinceMs, limit)),
    holdsPending: async () => database.read(() => holding.pending()),
    audit: (record) => database.write(() => audit(record)),
    auditTrail: async (limit) =>
      database.read(() => {
        const { id: _id, ...columns } = getTableColumns(auditTrail)
        return database.drizzle
          .select(columns)
          .from(auditTrail)
          .orderBy(desc(auditTrail.id))
          .limit(limit)
          .all()
      }),
    verify: async () => database.read(() => verify(database, calendar, timeZones)),
    backup: async (path) => {
      await database.write(() => undefined)
      writeCopy(database, path)
    },
    close: async () => {
      registry.stop()
      try {
        await database.write(() => registry.leave())
      } finally {
        await database.close()
      }
    },
  }
}

function firstOf<T>(map: ReadonlyMap<string, T>, limit: number): ReadonlyMap<string, T> {
  return new Map([...map].slice(0, limit))
}
