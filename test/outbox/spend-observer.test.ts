import pino from 'pino'
import { describe, expect, it } from 'vitest'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import type { LimitState } from '../../src/ledger/limit-state.ts'
import type { OwnerNotice } from '../../src/outbox/owner-notice.ts'
import { createSpendObserver } from '../../src/outbox/spend-observer.ts'
import { dayMs, noonMs, recorded, recordOf, usd } from '../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'

function openObserver() {
  const lines: { msg: string; level: number }[] = []
  const notices: OwnerNotice[] = []
  let nudges = 0
  const observer = createSpendObserver({
    tellsMilestones: true,
    log: pino({ base: null, timestamp: false }, { write: (line: string) => lines.push(JSON.parse(line)) }),
    onBooked: () => {
      nudges += 1
    },
    notify: (notice) => notices.push(notice),
  })
  return { observer, lines, notices, nudges: () => nudges }
}

/** Books an amount as the meter does, in front of an observer. */
async function book(ledger: LedgerStore, amount: string, { observer }: ReturnType<typeof openObserver>) {
  observer.booked?.(await recorded(ledger, recordOf(amount)))
}

describe('whole dollars', () => {
  it('are a line each, reached to the nano', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    const watch = openObserver()

    for (const amount of ['1.00', '0.999999', '0.000001']) await book(ledger, amount, watch)

    expect(watch.lines).toEqual(['$1 spent in all', '$2 spent in all'].map((msg) => ({ level: 30, msg })))
    expect(watch.nudges()).toBe(3)
  })

  it('are one line when several are passed at once', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    const watch = openObserver()

    await book(ledger, '5.20', watch)

    expect(watch.lines.map(({ msg }) => msg)).toEqual(['$5 spent in all'])
  })

  it('are counted on after a restart', async () => {
    const path = temporaryPath()
    const ledger = await openLedgerAt(path)
    await book(ledger, '1.20', openObserver())
    await ledger.close()
    const restarted = await openLedgerAt(path)
    const watch = openObserver()

    await book(restarted, '1.00', watch)

    expect(watch.lines.map(({ msg }) => msg)).toEqual(['$2 spent in all'])
  })
})

describe('soft limits', () => {
  const exceeded: LimitState = {
    kind: 'tenant',
    subject: 'guild_1',
    period: 'day',
    mode: 'soft',
    limitNanoUsd: usd('1.00'),
    spentNanoUsd: usd('1.10'),
    heldNanoUsd: 0n,
    resetsAtMs: noonMs,
  }

  it('that calls go past are a warning once a period', () => {
    const { observer, lines } = openObserver()

    for (const limits of [
      [exceeded],
      [exceeded],
      [exceeded, { ...exceeded, subject: 'bot' }],
      [{ ...exceeded, resetsAtMs: noonMs + dayMs }],
    ])
      observer.softLimitsExceeded?.(limits)

    expect(lines).toMatchObject([
      { level: 40, subject: 'guild_1', limitNanoUsd: 1_000_000_000, resetsAtMs: noonMs },
      { level: 40, subject: 'bot' },
      { level: 40, subject: 'guild_1', resetsAtMs: noonMs + dayMs },
    ])
  })
})

describe('models whose price needs a look', () => {
  it('are a warning and a notice', () => {
    const { observer, lines, notices } = openObserver()

    const gift = { code: 'zero_price', model: 'openai:gift', detail: {} } as const
    observer.caution?.({ code: 'unpriced', model: 'openai:new', detail: {} })
    observer.caution?.(gift)

    expect(lines).toMatchObject([{ model: 'openai:new' }, { model: 'openai:gift' }])
    expect(notices).toEqual([
      { kind: 'unpriced_model', model: 'openai:new' },
      { kind: 'cost_caution', code: 'zero_price', model: 'openai:gift' },
    ])
  })
})
