import { expect, it } from 'vitest'
import { timeZoneNames } from '../../src/budget/time-zone-names.ts'
import { remainderNanoUsd } from '../../src/ledger/budget-limit.ts'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import { bookedSubject } from '../../src/ledger/subject.ts'
import { holdOf, settlementOf, usd } from '../support/ledger/requests.ts'
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

/** Moves, spends, and steps of the clock, drawn by chance; before and after each what is left is looked at. */
async function step(ledger: LedgerStore, random: SeededRandom, atMs: number): Promise<void> {
  const before = await leftOf(ledger, atMs)
  if (random.whole(3) === 0) {
    const timeZone = random.pick(timeZoneNames)
    await ledger.setTimeZone({ subject: bookedSubject(subject), timeZone, by: 'owner', role: 'owner', atMs })
  } else {
    const id = `hold_${atMs}`
    const held = await ledger.hold(holdOf('0.05', { id, heldAtMs: atMs, atLeastNanoUsd: 0n }))
    const amount = held.kind === 'held' ? held.hold.amountNanoUsd : 0n
    await ledger.settle(settlementOf(id, '0.00', { amountNanoUsd: amount, atMs }))
  }
  const after = await leftOf(ledger, atMs)
  for (const [index, [left]] of after.entries()) expect(left).toBeLessThanOrEqual(before[index]?.[0] ?? 0n)
}

it('never leaves more than before, whatever is moved, but where a period has ended', async () => {
  const random = createSeededRandom(7)
  const ledger = await openLedgerAt(temporaryPath())
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
  for (let count = 0; count < 1_500; count++) {
    const earlier = await leftOf(ledger, atMs)
    atMs += random.whole(count % 10 === 0 ? yearMs / 150 : 600_000) + 1
    const now = await leftOf(ledger, atMs)
    for (const [index, [left]] of now.entries()) {
      const [leftBefore, resetsAtMs] = earlier[index] ?? [0n, 0]
      // More is left only where the period that bound has ended.
      if (left > leftBefore) expect(resetsAtMs).toBeLessThanOrEqual(atMs)
    }
    await step(ledger, random, atMs)
  }
  expect((await ledger.verify()).differences).toEqual([])
})
