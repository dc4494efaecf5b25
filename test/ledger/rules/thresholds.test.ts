import { describe, expect, it } from 'vitest'
import { accountOf, type SubjectAccount } from '../../../src/ledger/rules/accounts.ts'
import { alertOfLowered, alertsToRaise, thresholdReached } from '../../../src/ledger/rules/thresholds.ts'
import { serverSubject } from '../../../src/ledger/subject.ts'
import { MemoryBooks } from '../../support/ledger/memory-books.ts'
import { noonMs, usd } from '../../support/ledger/requests.ts'

describe('the threshold reached', () => {
  it.each([
    ['9.999999999', undefined],
    ['10', 50],
    ['14.999999999', 50],
    ['15', 75],
    ['17.999999999', 75],
    ['18', 90],
    ['19.999999999', 90],
    ['20', 100],
    ['99', 100],
  ])('by %s of a day’s or month’s 20 is %s', (spentUsd, percent) => {
    expect(thresholdReached('day', usd(spentUsd), usd('20'))).toBe(percent)
    expect(thresholdReached('month', usd(spentUsd), usd('20'))).toBe(percent)
  })

  it('of an hour is only that all is used up', () => {
    expect(thresholdReached('hour', usd('19.999999999'), usd('20'))).toBeUndefined()
    expect(thresholdReached('hour', usd('20'), usd('20'))).toBe(100)
  })

  it('of a limit of zero is reached by the first nano, and not by nothing', () => {
    expect(thresholdReached('day', 0n, 0n)).toBeUndefined()
    expect(thresholdReached('day', -1n, 0n)).toBeUndefined()
    expect(thresholdReached('day', 1n, 0n)).toBe(100)
  })

  it('of a limit that no percentage of which is whole is not reached a nano too early', () => {
    expect(thresholdReached('day', 1n, 3n)).toBeUndefined()
    expect(thresholdReached('day', 2n, 3n)).toBe(50)
  })
})

describe('the alert to raise', () => {
  const day: SubjectAccount = {
    ...accountOf({ account: 'guild_1', period: 'day', startMs: Date.UTC(2026, 5, 17) }),
    subject: serverSubject('1'),
    period: 'day',
    endMs: Date.UTC(2026, 5, 18),
  }
  const raiseBy = (books: MemoryBooks, addedUsd: string, account = day) => {
    const alerts = alertsToRaise(books, [account], usd(addedUsd), noonMs)
    const change = { spentNanoUsd: usd(addedUsd), heldNanoUsd: 0n }
    const balances = [{ accounts: [account], change }]
    books.take({ outcome: undefined, changes: { balances, alerts } })
    return alerts[0]
  }

  it('is one for a jump, for the highest threshold, with the figures as they then stand', () => {
    const books = new MemoryBooks().limit('guild_1', 'day', '20', { revision: 7 })
    const below = raiseBy(books, '8')
    const jump = raiseBy(books, '10.40')
    expect(below).toBeUndefined()
    expect(jump).toEqual({
      subject: serverSubject('1'),
      period: 'day',
      periodStartMs: Date.UTC(2026, 5, 17),
      revision: 7,
      thresholdPercent: 90,
      spentNanoUsd: usd('18.40'),
      limitNanoUsd: usd('20'),
      createdAtMs: noonMs,
    })
  })

  it('is none again until the next threshold', () => {
    const books = new MemoryBooks().limit('guild_1', 'day', '20')
    const raised = ['10', '4.99', '0.01', '0', '4.99', '0.01', '5'].map((added) => raiseBy(books, added))
    expect(raised.map((alert) => alert?.thresholdPercent)).toEqual([
      50,
      undefined,
      75,
      undefined,
      90,
      100,
      undefined,
    ])
  })

  it('is of the limit in force, with its figures and under its revision, when that has changed', () => {
    const books = new MemoryBooks().limit('guild_1', 'day', '20', { revision: 1 })
    const before = raiseBy(books, '12')
    books.limit('guild_1', 'day', '13', { revision: 2 })
    const after = raiseBy(books, '0.01')
    expect(before).toMatchObject({ revision: 1, limitNanoUsd: usd('20'), thresholdPercent: 50 })
    expect(after).toMatchObject({
      revision: 2,
      limitNanoUsd: usd('13'),
      thresholdPercent: 90,
      spentNanoUsd: usd('12.01'),
    })
  })

  it('is by the fullest where a period was moved, and none where either was told of before', () => {
    const moved: SubjectAccount = {
      ...day,
      ...accountOf({ account: 'guild_1', period: 'day', startMs: Date.UTC(2026, 5, 16, 22) }),
      period: 'day',
    }
    const filled = (dayUsd: string, movedUsd: string) => {
      const books = new MemoryBooks().limit('guild_1', 'day', '20')
      raiseBy(books, dayUsd)
      raiseBy(books, movedUsd, moved)
      return alertsToRaise(books, [day, moved], usd('2'), noonMs)
    }
    expect(filled('9', '5')).toMatchObject([
      { spentNanoUsd: usd('11'), thresholdPercent: 50, periodStartMs: day.startMs },
    ])
    expect(filled('5', '9')).toMatchObject([{ spentNanoUsd: usd('11'), periodStartMs: moved.startMs }])
    expect(filled('10', '5')).toEqual([])
    expect(filled('5', '10')).toEqual([])
  })

  it('is none where nothing limits', () => {
    expect(raiseBy(new MemoryBooks(), '99')).toBeUndefined()
  })
})

describe('a limit that was lowered', () => {
  const startMs = Date.UTC(2026, 5, 17)
  const lowered = (limitUsd: string | undefined, spentUsd: string, previousUsd: string | undefined) =>
    alertOfLowered(
      {
        subject: serverSubject('1'),
        period: 'day',
        budget:
          limitUsd === undefined
            ? undefined
            : { limitNanoUsd: usd(limitUsd), mode: 'hard', revision: 3, origin: 'own' },
        spentNanoUsd: usd(spentUsd),
        heldNanoUsd: 0n,
        startMs,
        resetsAtMs: Date.UTC(2026, 5, 18),
        timeZone: 'UTC',
      },
      { previousLimitNanoUsd: previousUsd === undefined ? undefined : usd(previousUsd) },
      noonMs,
    )

  it('to what is spent, or below, is told to be used up', () => {
    const alert = {
      subject: serverSubject('1'),
      period: 'day',
      periodStartMs: startMs,
      revision: 3,
      thresholdPercent: 100,
      spentNanoUsd: usd('5'),
      createdAtMs: noonMs,
    }
    expect(lowered('5', '5', '20')).toEqual({ ...alert, limitNanoUsd: usd('5') })
    expect(lowered('4', '5', undefined)).toEqual({ ...alert, limitNanoUsd: usd('4') })
    expect(lowered('5.000000001', '5', '20')).toBeUndefined()
  })

  it('is none where it is as high as before, or was taken away', () => {
    expect(lowered('5', '5', '5')).toBeUndefined()
    expect(lowered('5', '5', '4')).toBeUndefined()
    expect(lowered('5', '5', '5.000000001')).toBeDefined()
    expect(lowered(undefined, '5', '20')).toBeUndefined()
  })
})
