import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../../src/budget/calendar.ts'
import { isFuller, periodAccount, subjectAccounts } from '../../../src/ledger/rules/accounts.ts'
import { serverSubject } from '../../../src/ledger/subject.ts'
import { alwaysUtc } from '../../support/ledger/memory-books.ts'
import { noonMs } from '../../support/ledger/requests.ts'

const balance = (spentNanoUsd: bigint, heldNanoUsd: bigint, endMs: number) => ({
  spentNanoUsd,
  heldNanoUsd,
  endMs,
})

describe('of two periods the fuller one', () => {
  it.each([
    ['more was spent', balance(6n, 0n, 1), balance(5n, 0n, 2), true],
    ['less was spent', balance(4n, 0n, 2), balance(5n, 0n, 1), false],
    ['more is spent and held together', balance(1n, 5n, 1), balance(5n, 0n, 2), true],
    ['less is spent and held together', balance(5n, 0n, 2), balance(1n, 5n, 1), false],
    ['more is held', balance(0n, 3n, 1), balance(0n, 2n, 2), true],
    ['as much is used, for longer', balance(2n, 1n, 2), balance(1n, 2n, 1), true],
    ['as much is used, for as long', balance(2n, 1n, 1), balance(1n, 2n, 1), false],
    ['as much is used, for less long', balance(2n, 1n, 1), balance(1n, 2n, 2), false],
    ['as much is held alone, for longer', balance(0n, 1n, 2), balance(1n, 0n, 1), true],
    ['nothing is used', balance(0n, 0n, 2), balance(0n, 0n, 1), false],
  ])('is told when %s', (_what, one, other, isSo) => {
    expect(isFuller(one, other)).toBe(isSo)
  })
})

it('the account of a period that began under another clock reaches back over the whole of it', () => {
  const subject = serverSubject('1')
  const account = { subject, account: 'guild_1', period: 'day', startMs: 5, endMs: 9, key: 'guild_1 day 5' }

  expect(periodAccount(subject, 'day', { startMs: 5, endMs: 9, reachesBack: false })).toEqual(account)
  expect(periodAccount(subject, 'day', { startMs: 5, endMs: 9, reachesBack: true })).toEqual({
    ...account,
    reachesBack: { fromMs: 5, toMs: 9 },
  })
})

it('a call without a member counts in the accounts of the bot and the tenant alone', () => {
  const names = (user: string | undefined) => [
    ...new Set(
      subjectAccounts({ tenant: 'guild_1', user }, noonMs, createCalendar(), () => [alwaysUtc]).map(
        ({ account }) => account,
      ),
    ),
  ]

  expect(names('7')).toEqual(['bot', 'guild_1', 'user_7'])
  expect([names(undefined), names('')]).toEqual([
    ['bot', 'guild_1'],
    ['bot', 'guild_1'],
  ])
})
