import { describe, expect, it } from 'vitest'
import { isOnlyHeld, type LimitState, leftOf } from '../../../src/ledger/limit-state.ts'
import { scopeAccount } from '../../../src/ledger/rules/accounts.ts'
import { decideHold, exceeded, largestAdmitted, limitsOn } from '../../../src/ledger/rules/admission.ts'
import { decideRecord } from '../../../src/ledger/rules/records.ts'
import { MemoryBooks } from '../../support/ledger/memory-books.ts'
import {
  dayMs,
  holdOf,
  noonMs,
  recordOf,
  scopeOf,
  someone,
  taskScopeOf,
  usd,
} from '../../support/ledger/requests.ts'

const limitOf = (limitUsd: string, spentUsd: string, heldUsd = '0'): LimitState => ({
  kind: 'tenant',
  subject: `left ${limitUsd}-${spentUsd}-${heldUsd}`,
  mode: 'hard',
  limitNanoUsd: usd(limitUsd),
  spentNanoUsd: usd(spentUsd),
  heldNanoUsd: usd(heldUsd),
})

const hold = (books: MemoryBooks, amountUsd: string, overrides: Parameters<typeof holdOf>[1] = {}) =>
  books.take(decideHold(books, undefined, holdOf(amountUsd, overrides)))

describe('what a limit leaves', () => {
  it.each([
    ['1.00', '0.60', '0.30', '0.10'],
    ['1.00', '0.60', '0.40', '0'],
    ['1.00', '0.60', '0.400000001', '0'],
    ['1.00', '1.20', '0', '0'],
  ])('of %s with %s spent and %s held is %s', (limitUsd, spentUsd, heldUsd, leftUsd) => {
    expect(leftOf(limitOf(limitUsd, spentUsd, heldUsd))).toBe(usd(leftUsd))
  })
})

describe('the largest amount that limits admit', () => {
  it('is what is wanted where nothing leaves less, else what the tightest leaves', () => {
    const limits = [limitOf('1.00', '0.60', '0.10'), limitOf('5.00', '4.50')]
    expect(largestAdmitted(limits, usd('0.30'))).toBe(usd('0.30'))
    expect(largestAdmitted(limits, usd('0.300000001'))).toBe(usd('0.30'))
    expect(largestAdmitted([], usd('9'))).toBe(usd('9'))
    expect(largestAdmitted([limitOf('1.00', '1.50')], usd('9'))).toBe(0n)
  })
})

describe('the limits that an amount goes past', () => {
  it('begin with the tightest, and leave out those that it just fits into', () => {
    const fits = limitOf('1.00', '0.90')
    const less = limitOf('1.00', '0.95')
    const none = limitOf('1.00', '1.00')
    const over = limitOf('1.00', '2.00')
    expect(exceeded([fits, less, over, none], usd('0.10'))).toEqual([over, none, less])
    expect(exceeded([fits], usd('0.100000001'))).toEqual([fits])
  })
})

describe('a hold', () => {
  it('is admitted up to the last nano of a limit, and refused beyond', () => {
    const books = new MemoryBooks().limit('guild_1', 'day', '1.00')
    books.take(decideRecord(books, undefined, recordOf('0.60')))
    const first = hold(books, '0.10')
    const beyond = hold(books, '0.300000001')
    const last = hold(books, '0.30')
    expect([first.kind, beyond.kind, last.kind]).toEqual(['held', 'refused', 'held'])
    expect(beyond).toEqual({
      kind: 'refused',
      refusal: {
        kind: 'tenant',
        subject: 'guild_1',
        period: 'day',
        mode: 'hard',
        limitNanoUsd: usd('1.00'),
        spentNanoUsd: usd('0.60'),
        heldNanoUsd: usd('0.10'),
        resetsAtMs: Date.UTC(2026, 5, 18),
        requestedNanoUsd: usd('0.300000001'),
      },
    })
  })

  it('that is patient takes no less than there will be once the holds of others have ended', () => {
    const books = new MemoryBooks().limit('guild_1', 'day', '1.00')
    books.take(decideRecord(books, undefined, recordOf('0.60')))
    hold(books, '0.10')
    const atLeastNanoUsd = usd('0.05')
    const wholeLater = hold(books, '0.35', { atLeastNanoUsd, patient: true })
    const lessLater = hold(books, '0.90', { atLeastNanoUsd, patient: true })
    const never = hold(books, '0.90', { atLeastNanoUsd: usd('0.400000001'), patient: true })
    const now = hold(books, '0.30', { atLeastNanoUsd, patient: true })
    expect([wholeLater, lessLater, never]).toMatchObject([
      { kind: 'refused', refusal: { requestedNanoUsd: usd('0.35') } },
      { kind: 'refused', refusal: { requestedNanoUsd: usd('0.40') } },
      { kind: 'refused', refusal: { requestedNanoUsd: usd('0.400000001') } },
    ])
    expect(
      [wholeLater, lessLater, never].map((result) => result.kind === 'refused' && isOnlyHeld(result.refusal)),
    ).toEqual([true, true, false])
    expect(now).toMatchObject({ kind: 'held', hold: { amountNanoUsd: usd('0.30') } })
  })

  it('is refused by a limit that is spent rather than by one that is only held', () => {
    const books = new MemoryBooks().limit('guild_1', 'day', '1.00').limit('bot', 'day', '5.00')
    books.take(decideRecord(books, undefined, recordOf('0.95')))
    books.take(decideRecord(books, undefined, recordOf('1.00', { attribution: { tenant: 'guild_2' } })))
    hold(books, '3.05', { attribution: { tenant: 'guild_2' } })
    expect(hold(books, '0.50')).toMatchObject({ kind: 'refused', refusal: { subject: 'guild_1' } })
  })

  it('takes what is left when that is at least what the call needs', () => {
    const books = new MemoryBooks().limit('guild_1', 'day', '0.30')
    const tooLittle = hold(books, '0.50', { atLeastNanoUsd: usd('0.300000001') })
    const enough = hold(books, '0.50', { atLeastNanoUsd: usd('0.30') })
    expect(tooLittle).toMatchObject({ kind: 'refused', refusal: { requestedNanoUsd: usd('0.300000001') } })
    expect(enough).toMatchObject({ kind: 'held', hold: { amountNanoUsd: usd('0.30') } })
    expect(books.holds.get(holdIdOf(enough))).toMatchObject({ requestedNanoUsd: usd('0.50') })
  })

  it('of nothing is admitted where nothing is left, also of what takes whatever is left', () => {
    const books = new MemoryBooks().limit('bot', 'hour', '0')
    expect(hold(books, '0')).toMatchObject({ kind: 'held' })
    expect(hold(books, '0.50', { atLeastNanoUsd: 0n })).toMatchObject({ hold: { amountNanoUsd: 0n } })
    expect(hold(books, '0.000000001')).toMatchObject({ kind: 'refused' })
  })

  it('is refused by none but hard limits, and names the soft ones that it goes past', () => {
    const books = new MemoryBooks().limit('bot', 'day', '1.00', { mode: 'soft' }).limit('guild_1', 'day', '2')
    expect(hold(books, '1.00')).toMatchObject({ kind: 'held', exceededSoftLimits: [] })
    expect(hold(books, '0.50')).toMatchObject({ kind: 'held', exceededSoftLimits: [{ subject: 'bot' }] })
    expect(hold(books, '0.50')).toMatchObject({ kind: 'held' })
    expect(hold(books, '0.01')).toMatchObject({ kind: 'refused', refusal: { subject: 'guild_1' } })
  })

  it('counts in its task, its scope, and every period of everybody whom it is for', () => {
    const books = new MemoryBooks()
    hold(books, '0.10', { scopes: [taskScopeOf('wf_1/analysis', '1'), scopeOf('wf_1')] })
    const accounts = [
      ...books.subjectAccountsOf(someone, noonMs),
      ...['wf_1', 'wf_1/analysis'].map(scopeAccount),
    ]
    expect(accounts.map(({ key }) => key)).toEqual([
      `bot hour ${Date.UTC(2026, 5, 17, 12)}`,
      `bot day ${Date.UTC(2026, 5, 17)}`,
      `bot month ${Date.UTC(2026, 5, 1)}`,
      `guild_1 hour ${Date.UTC(2026, 5, 17, 12)}`,
      `guild_1 day ${Date.UTC(2026, 5, 17)}`,
      `guild_1 month ${Date.UTC(2026, 5, 1)}`,
      `user_7 hour ${Date.UTC(2026, 5, 17, 12)}`,
      `user_7 day ${Date.UTC(2026, 5, 17)}`,
      `user_7 month ${Date.UTC(2026, 5, 1)}`,
      'wf_1 run 0',
      'wf_1/analysis run 0',
    ])
    expect(accounts.map((account) => books.balanceOf(account).heldNanoUsd)).toEqual(
      Array(11).fill(usd('0.10')),
    )
    const tomorrow = books.subjectAccountsOf(someone, noonMs + dayMs)
    expect(tomorrow.map((account) => books.balanceOf(account).heldNanoUsd)).toEqual([
      ...[0n, 0n, usd('0.10')],
      ...[0n, 0n, usd('0.10')],
      ...[0n, 0n, usd('0.10')],
    ])
  })

  it('is bound by its task, its scope and every budget, in that order', () => {
    const books = new MemoryBooks().limit('user_7', 'day', '3').limit('bot', 'hour', '4')
    const scopes = [taskScopeOf('wf_1/analysis', '1'), scopeOf('wf_1', '2'), scopeOf('counts only')]
    const limits = limitsOn(books, someone, scopes, noonMs)
    expect(limits.map(({ kind, subject, limitNanoUsd }) => [kind, subject, limitNanoUsd])).toEqual([
      ['task', 'wf_1/analysis', usd('1')],
      ['scope', 'wf_1', usd('2')],
      ['bot', 'bot', usd('4')],
      ['user', 'user_7', usd('3')],
    ])
  })

  it.each([
    ['an amount', { amountNanoUsd: -1n }],
    ['a least', { atLeastNanoUsd: -1n }],
    ['a limit of a scope', { scopes: [scopeOf('wf_1', '-1')] }],
  ])('throws for %s below zero', (_what, overrides) => {
    const decide = () => decideHold(new MemoryBooks(), undefined, holdOf('0.10', overrides))
    expect(decide).toThrow(expect.objectContaining({ name: 'InvalidAmountError' }))
  })
})

function holdIdOf(result: ReturnType<typeof hold>): string {
  return result.kind === 'held' ? result.hold.id : ''
}
