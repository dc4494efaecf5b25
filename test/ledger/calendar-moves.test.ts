import { describe, expect, it } from 'vitest'
import { timeZoneNames } from '../../src/budget/time-zone-names.ts'
import { remainderNanoUsd } from '../../src/ledger/budget-limit.ts'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import { periods } from '../../src/ledger/period.ts'
import { mostSetBackMs } from '../../src/ledger/rules/steady-time.ts'
import { bookedSubject } from '../../src/ledger/subject.ts'
import { budgetOf, holdOf, recordOf, settlementOf, usd } from '../support/ledger/requests.ts'
import { createSeededRandom, type SeededRandom } from '../support/ledger/seeded-random.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'

const subject = 'guild_1'
const yearMs = 365 * 86_400_000
const fromMs = Date.UTC(2026, 0, 1)

async function leftOf(
  ledger: LedgerStore,
  atMs: number,
): Promise<readonly (readonly [left: bigint, resetsAtMs: number])[]> {
  const statuses = await ledger.budgetStatus(bookedSubject(subject), atMs)
  return statuses.map((status) => [remainderNanoUsd(status) ?? 0n, status.resetsAtMs])
}

/** Limits as they are set, lower and higher again. */
const limits = { hour: ['0.20', '0.10'], day: ['0.40', '0.30'], month: ['3.00', '2.00'] } as const

/** Moves, spends, and changes of budgets, drawn by chance; before and after each what is left is looked at. */
async function step(ledger: LedgerStore, random: SeededRandom, id: string, atMs: number): Promise<void> {
  const before = await leftOf(ledger, atMs)
  let raisedNanoUsd = 0n
  const kind = random.whole(9)
  if (kind === 0) {
    const period = random.pick(periods)
    const request = budgetOf(subject, period, random.pick(limits[period]), { atMs })
    const result = await ledger.setBudget(request)
    const earlier = result.kind === 'set' ? (result.change.previousLimitNanoUsd ?? 0n) : 0n
    raisedNanoUsd = (request.limitNanoUsd ?? 0n) > earlier ? (request.limitNanoUsd ?? 0n) - earlier : 0n
  } else if (kind < 4) {
    const timeZone = random.pick(timeZoneNames)
    await ledger.setTimeZone({ subject: bookedSubject(subject), timeZone, by: 'owner', role: 'owner', atMs })
  } else {
    const held = await ledger.hold(holdOf('0.05', { id, heldAtMs: atMs, atLeastNanoUsd: 0n }))
    const amount = held.kind === 'held' ? held.hold.amountNanoUsd : 0n
    await ledger.settle(settlementOf(id, '0.00', { amountNanoUsd: amount, atMs }))
  }
  const after = await leftOf(ledger, atMs)
  for (const [index, [left]] of after.entries())
    expect(left).toBeLessThanOrEqual((before[index]?.[0] ?? 0n) + raisedNanoUsd)
}

it('never leaves more than before, whatever is moved, but where a period has ended', async () => {
  const random = createSeededRandom(7)
  const ledger = await openLedgerAt(temporaryPath(), { isSteady: true })
  for (const [period, limitUsd] of [
    ['hour', '0.20'],
    ['day', '0.40'],
    ['month', '3.00'],
  ] as const)
    await ledger.setBudget({
      subject: bookedSubject(subject),
      period,
      limitNanoUsd: usd(limitUsd),
      by: 'owner',
      role: 'owner',
      atMs: fromMs,
    })
  let atMs = fromMs
  let stepsBack = 0
  for (let count = 0; count < 1_500; count++) {
    const earlier = await leftOf(ledger, atMs)
    const isBack = count > 0 && random.whole(5) === 0
    if (isBack) stepsBack += 1
    atMs += isBack
      ? -random.whole(mostSetBackMs / 8)
      : random.whole(count % 10 === 0 ? yearMs / 150 : 600_000) + 1
    const now = await leftOf(ledger, atMs)
    for (const [index, [left]] of now.entries()) {
      const [leftBefore, resetsAtMs] = earlier[index] ?? [0n, 0]
      // More is left only where the period that bound has ended: never by setting the clock back.
      if (left > leftBefore) expect(resetsAtMs).toBeLessThanOrEqual(atMs)
    }
    await step(ledger, random, `hold_${count}`, atMs)
  }
  expect(stepsBack).toBeGreaterThan(200)
  expect((await ledger.verify()).differences).toEqual([])
})

describe('a clock that is set back', () => {
  async function afterACall(heldAtMs: number) {
    const ledger = await openLedgerAt(temporaryPath(), { isSteady: true })
    for (const period of ['hour', 'day'] as const)
      await ledger.setBudget(budgetOf(subject, period, '0.10', { atMs: heldAtMs }))
    await ledger.hold(holdOf('0.10', { id: 'first', heldAtMs }))
    await ledger.settle(settlementOf('first', '0.10', { atMs: heldAtMs }))
    return (nowMs: number) => ledger.hold(holdOf('0.01', { heldAtMs: nowMs }))
  }

  it.each([1, mostSetBackMs])('by %d ms enters no period again', async (backMs) => {
    const holdAt = await afterACall(fromMs)

    expect(await holdAt(fromMs - backMs)).toMatchObject({ kind: 'refused', refusal: { subject } })
  })

  it('by more than a day was wrong before, and does not keep anybody from going on', async () => {
    const holdAt = await afterACall(fromMs)

    expect(await holdAt(fromMs - mostSetBackMs - 1)).toMatchObject({ kind: 'held' })
  })

  it('is seen by another process on the same books', async () => {
    const path = temporaryPath()
    const [one, other] = [
      await openLedgerAt(path, { isSteady: true }),
      await openLedgerAt(path, { isSteady: true }),
    ]
    await one.setBudget(budgetOf(subject, 'hour', '0.10', { atMs: fromMs }))
    await one.record(recordOf('0.10', { atMs: fromMs }))

    const held = await other.hold(holdOf('0.01', { heldAtMs: fromMs - 1 }))

    expect(held).toMatchObject({ kind: 'refused' })
    expect((await leftOf(other, fromMs - 1))[0]?.[0]).toBe(0n)
  })
})
