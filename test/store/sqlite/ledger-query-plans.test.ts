import { describe, expect, it } from 'vitest'
import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import type { OutboxStore } from '../../../src/outbox/outbox-store.ts'
import { openDatabase } from '../../../src/store/sqlite/database.ts'
import { createSqliteOutbox } from '../../../src/store/sqlite/outbox/sqlite-outbox.ts'
import { openAsOtherProgram } from '../../support/ledger/other-program.ts'
import { planOf, recordStatements } from '../../support/ledger/query-plans.ts'
import {
  budgetOf,
  correctionOf,
  dayMs,
  holdOf,
  hourMs,
  noonMs,
  recordOf,
  scopeOf,
  settlementOf,
  someCall,
  someone,
} from '../../support/ledger/requests.ts'
import { openLedgerAt, openLedgerOn, temporaryPath } from '../../support/ledger/temporary-books.ts'

/** Tables that grow with every call. */
const growing = [
  'entries',
  'holds',
  'usage_rollups',
  'user_rollups',
  'balances',
  'alerts',
  'parcels',
  'parcel_deliveries',
  'workflows',
  'audit_trail',
]

/** Walks over indexes of what is under way, or was cut off: these are few. */
const fewRows = [
  'SCAN holds USING INDEX holds_pending',
  'SCAN entries USING INDEX entries_unresolved',
  'SCAN alerts USING INDEX alerts_new',
  'SCAN parcels USING COVERING INDEX parcels_claimed',
  'SCAN parcels USING INDEX parcels_kept',
]

const scopes = [scopeOf('wf_1', '1.00')]
/** From and to the middle of an hour, over several days: hours, days and both ragged ends. */
const range = { fromMs: noonMs - 2 * dayMs, toMs: noonMs + 3 * dayMs + hourMs / 3 }
const tenant = 'guild_1'
const claim = { limit: 5, leaseMs: 1000, atMs: noonMs }
const delivery = { channel: 'edit', state: 'failed', attempts: 1, dueAtMs: noonMs, reason: '' } as const

const uses: readonly (readonly [string, (ledger: LedgerStore, outbox: OutboxStore) => Promise<unknown>])[] = [
  ['holding', (ledger) => ledger.hold(holdOf('0.10', { scopes }))],
  ['settling', (ledger) => ledger.settle(settlementOf('held_before', '0.10'))],
  ['voiding', (ledger) => ledger.void({ holdId: 'held_before', failed: true, atMs: noonMs })],
  ['expiring one hold', (ledger) => ledger.expire('held_before', noonMs)],
  ['following what is spent', async (ledger) => (await ledger.runningSpend(noonMs)).of(tenant)],
  ['expiring all that are due', (ledger) => ledger.expireHolds(noonMs + dayMs)],
  ['recording', (ledger) => ledger.record(recordOf('1.00'))],
  ['correcting', (ledger) => ledger.correct(correctionOf('recorded_before', '0.50'))],
  ['asking for the limits', (ledger) => ledger.limits(someone, scopes, noonMs)],
  ['asking for the balance of a scope', (ledger) => ledger.scopeBalance('wf_1')],
  ['asking for the pending holds', (ledger) => ledger.holdsPending()],
  ['setting a budget', (ledger) => ledger.setBudget(budgetOf(tenant, 'day', '5'))],
  ['showing the budgets of a subject', (ledger) => ledger.budgetStatus(bookedSubject(tenant), noonMs)],
  ['showing the history of a budget', (ledger) => ledger.budgetHistory(bookedSubject(tenant), 5)],
  ['summing up everybody', (ledger) => ledger.summary(range, {})],
  ['summing up a tenant', (ledger) => ledger.summary(range, { tenant })],
  ['summing up a user', (ledger) => ledger.summary(range, { user: '7' })],
  ['summing up a user of a tenant', (ledger) => ledger.summary(range, { tenant, user: '7' })],
  ['giving the sums of everybody', (ledger) => ledger.usageSums(range, {})],
  ['paging through those of a tenant', (ledger) => ledger.entriesIn(range, { tenant, limit: 5 })],
  [
    'paging through those of a user of a tenant',
    (ledger) => ledger.entriesIn(range, { tenant, user: '7', limit: 5 }),
  ],
  ['naming the dearest users', (ledger) => ledger.topUsers(range, {}, 5)],
  ['naming the dearest users of a tenant', (ledger) => ledger.topUsers(range, { tenant }, 5)],
  ['naming the dearest tenants', (ledger) => ledger.topTenants(range, 5)],
  [
    'drawing a series',
    (ledger) => ledger.series({ subject: bookedSubject(tenant), period: 'day', ...range }),
  ],
  ['listing the entries of a workflow', (ledger) => ledger.entriesOf('wf_1')],
  ['walking over the entries of a range', (ledger) => ledger.entriesIn(range, { limit: 5 })],
  [
    'going on with a walk',
    (ledger) => ledger.entriesIn(range, { limit: 5, after: { heldAtMs: noonMs, sequence: 1 } }),
  ],
  ['asking how a model turned out', (ledger) => ledger.modelRecord(someCall)],
  ['asking how much is usually written', (ledger) => ledger.usualOutput({ ...someCall, task: 'analysis' })],
  ['listing cautions', (ledger) => ledger.cautioned(noonMs - dayMs, 5)],
  ['listing what is unresolved', (ledger) => ledger.unresolved(5)],
  ['looking for parcels', (_, outbox) => outbox.claim(claim)],
  ['claiming parcels', (_, outbox) => outbox.claim({ ...claim, atMs: noonMs + dayMs })],
  ['adding a notice', (_, outbox) => outbox.addNotice({ key: 'x', kind: 'x', detail: {}, atMs: noonMs })],
  ['releasing a result', (_, outbox) => outbox.release('wf_1', noonMs)],
  ['noting a delivery', (_, outbox) => outbox.noteDelivery(1, delivery)],
  ['ending a parcel', (_, outbox) => outbox.end(1, 'delivered', noonMs)],
  ['putting a parcel off', (_, outbox) => outbox.putOff({ id: 1, attempts: 1 }, noonMs)],
  ['listing what is kept for a user', (_, outbox) => outbox.keptFor('7', 5)],
]

describe('what the ledger asks of SQLite', () => {
  it.each(uses)('never walks a whole growing table: %s', async (_what, use) => {
    const path = temporaryPath()
    const before = await openLedgerAt(path)
    await before.hold(holdOf('0.10', { id: 'held_before', scopes }))
    await before.record(recordOf('0.10', { id: 'recorded_before' }))
    await before.setBudget(budgetOf(tenant, 'day', '0.50'))
    await before.record(recordOf('0.50', { id: 'crossing', atMs: noonMs + 1 }))
    const database = openDatabase(path, { timers: systemTimers, now: systemClock })
    const statements = recordStatements(database.connection)
    const ledger = await openLedgerOn(database)

    await use(ledger, createSqliteOutbox(database, ledger))

    const other = openAsOtherProgram(path)
    const plans = statements.taken().flatMap((statement) => planOf(other, statement))
    const walks = plans.filter((step) => growing.some((table) => step.startsWith(`SCAN ${table}`)))
    expect(plans).toContainEqual(expect.stringMatching(/^SEARCH .* USING .*INDEX/))
    expect(walks.filter((step) => !fewRows.includes(step))).toEqual([])
  })

  it('would be caught walking a whole table', async () => {
    const path = temporaryPath()
    await openLedgerAt(path)

    const plan = planOf(openAsOtherProgram(path), 'select * from entries where model = ?')

    expect(plan).toEqual(['SCAN entries'])
  })
})
