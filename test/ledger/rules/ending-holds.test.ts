import { describe, expect, it } from 'vitest'
import { lifetimeAccount, scopeAccount } from '../../../src/ledger/rules/accounts.ts'
import { decideHold } from '../../../src/ledger/rules/admission.ts'
import { entryIdOf } from '../../../src/ledger/rules/charges.ts'
import { decideCorrection } from '../../../src/ledger/rules/corrections.ts'
import { decideExpiry, holdExpiresAtMs } from '../../../src/ledger/rules/expiry.ts'
import {
  decideSettlement,
  decideVoid,
  type EndingRows,
  lateCorrectionIdOf,
} from '../../../src/ledger/rules/settlement.ts'
import { MemoryBooks } from '../../support/ledger/memory-books.ts'
import { correctionOf, holdOf, noonMs, scopeOf, settlementOf, usd } from '../../support/ledger/requests.ts'

const wf1 = scopeAccount('wf_1')

/** Books with one hold, `hold_a`, of 0.05. */
function booksWithHold(): MemoryBooks {
  const books = new MemoryBooks()
  books.take(decideHold(books, undefined, holdOf('0.05', { id: 'hold_a', scopes: [scopeOf('wf_1')] })))
  return books
}

function settle(books: MemoryBooks, amountUsd: string, overrides: Parameters<typeof settlementOf>[2] = {}) {
  return books.take(decideSettlement(books, rowsOf(books), settlementOf('hold_a', amountUsd, overrides)))
}

function rowsOf(books: MemoryBooks): EndingRows {
  const charge = books.entries.get(entryIdOf('hold_a'))
  const late = books.entries.get(lateCorrectionIdOf('hold_a'))
  const byHand = books.entries.get('by_hand')
  return { hold: books.holds.get('hold_a'), charge, standing: late ?? byHand ?? charge, late }
}

/** Somebody books what they think that the expired call came to. */
function correctByHand(books: MemoryBooks, amountUsd: string) {
  const rows = { corrected: books.entries.get('hold_a:entry'), replacement: undefined, sameId: undefined }
  const request = correctionOf('hold_a:entry', amountUsd, { id: 'by_hand' })
  return books.take(decideCorrection(books, { ...rows, hold: books.holds.get('hold_a') }, request))
}

const expire = (books: MemoryBooks) => books.take(decideExpiry(books, books.holds.get('hold_a'), noonMs))
const voidIt = (books: MemoryBooks, failed: boolean) =>
  books.take(decideVoid(books, rowsOf(books), { holdId: 'hold_a', failed, atMs: noonMs }))

describe('a settlement', () => {
  it('books the cost, frees what was held, and ends the hold', () => {
    const books = booksWithHold()
    const result = settle(books, '0.03')
    expect(result).toMatchObject({
      kind: 'settled',
      entry: { id: 'hold_a:entry', holdId: 'hold_a', kind: 'charge', calls: 1, amountNanoUsd: usd('0.03') },
    })
    expect(books.balanceOf(wf1)).toEqual({ spentNanoUsd: usd('0.03'), heldNanoUsd: 0n })
    expect(books.balanceOf(lifetimeAccount)).toEqual({ spentNanoUsd: usd('0.03'), heldNanoUsd: 0n })
    expect(books.holds.get('hold_a')).toMatchObject({ state: 'settled' })
  })

  it.each([
    ['0.05', false],
    ['0.050000001', true],
  ])('of %s on a hold of 0.05 is an overage: %s', (amountUsd, overage) => {
    expect(settle(booksWithHold(), amountUsd)).toMatchObject({ entry: { overage } })
  })

  it.each([
    ['0', true, 1],
    ['0', false, 0],
    ['0.000000001', true, 0],
  ])('of %s, free: %s, counts %s free requests', (amountUsd, free, freeRequests) => {
    expect(settle(booksWithHold(), amountUsd, { free })).toMatchObject({ entry: { freeRequests, calls: 1 } })
  })

  it('passes on what is to be kept whenever the cost stands booked, and only then', () => {
    const place = { workflow: 'wf_1', claim: 1, task: 'analysis', step: 'part 1' } as const
    const keep = { ...place, version: 1, content: '[]' }
    const decide = (books: MemoryBooks) =>
      decideSettlement(books, rowsOf(books), settlementOf('hold_a', '0.03', { keep })).changes.keep
    const [pending, settled, expired, voided] = [0, 1, 2, 3].map(booksWithHold) as MemoryBooks[]
    settle(settled as MemoryBooks, '0.03')
    expire(expired as MemoryBooks)
    voidIt(voided as MemoryBooks, false)
    const kept = [pending, settled, expired, voided, new MemoryBooks()].map((books) =>
      decide(books as MemoryBooks),
    )
    expect(kept).toEqual([keep, keep, keep, undefined, undefined])
  })

  it('again is answered as the first time, and with another cost refused', () => {
    const books = booksWithHold()
    const first = settle(books, '0.03')
    expect(settle(books, '0.03')).toEqual({ kind: 'settled', entry: 'entry' in first && first.entry })
    expect(() => settle(books, '0.04')).toThrow(expect.objectContaining({ name: 'IdempotencyConflictError' }))
    expect(books.balanceOf(wf1).spentNanoUsd).toBe(usd('0.03'))
  })

  it('after the hold has expired corrects what was booked, once', () => {
    const books = booksWithHold()
    expire(books)
    const late = settle(books, '0.03')
    expect(late).toMatchObject({
      kind: 'corrected',
      entry: { id: 'hold_a:entry:late', corrects: 'hold_a:entry', overage: false },
    })
    expect(books.balanceOf(wf1)).toEqual({ spentNanoUsd: usd('0.03'), heldNanoUsd: 0n })
    expect(settle(books, '0.03')).toMatchObject({ kind: 'corrected' })
    expect(() => settle(books, '0.04')).toThrow(expect.objectContaining({ name: 'IdempotencyConflictError' }))
  })

  it('after somebody has corrected the expired hold by hand corrects what they have booked', () => {
    const books = booksWithHold()
    expire(books)
    correctByHand(books, '0.01')
    expect(settle(books, '0.03')).toMatchObject({
      kind: 'corrected',
      entry: {
        id: 'hold_a:entry:late',
        corrects: 'by_hand',
        amountNanoUsd: usd('0.03'),
        provenance: 'computed',
      },
    })
    expect(books.balanceOf(wf1)).toEqual({ spentNanoUsd: usd('0.03'), heldNanoUsd: 0n })
    expect(settle(books, '0.03')).toMatchObject({ kind: 'corrected' })
    expect(() => settle(books, '0.04')).toThrow(expect.objectContaining({ name: 'IdempotencyConflictError' }))
    expect(books.entries.size).toBe(5)
  })

  it('that is only estimated leaves what somebody has corrected by hand', () => {
    const books = booksWithHold()
    expire(books)
    correctByHand(books, '0.01')
    expect(settle(books, '0.03', { provenance: 'estimated' })).toMatchObject({
      kind: 'corrected',
      entry: { id: 'by_hand', amountNanoUsd: usd('0.01') },
    })
    expect(books.balanceOf(wf1).spentNanoUsd).toBe(usd('0.01'))
  })

  it('of a hold that is unknown or was voided books nothing', () => {
    const books = booksWithHold()
    voidIt(books, false)
    expect(settle(books, '0.03')).toEqual({ kind: 'already_ended', state: 'voided' })
    expect(settle(new MemoryBooks(), '0.03')).toEqual({ kind: 'unknown_hold' })
    expect(books.entries.size).toBe(0)
  })

  it('throws for a cost below zero', () => {
    expect(() => settle(booksWithHold(), '-0.01')).toThrow('a cost')
  })
})

describe('a void', () => {
  it('frees the money and leaves no line, or one of no cost for a call that failed', () => {
    const [neverLeft, failed] = [booksWithHold(), booksWithHold()]
    expect([voidIt(neverLeft, false), voidIt(failed, true)]).toEqual([{ kind: 'voided' }, { kind: 'voided' }])
    expect([...neverLeft.entries.values()]).toEqual([])
    expect([...failed.entries.values()]).toMatchObject([
      { calls: 0, failedCalls: 1, freeRequests: 0, amountNanoUsd: 0n, provenance: 'computed' },
    ])
    expect([neverLeft, failed].map((books) => books.balanceOf(wf1).heldNanoUsd)).toEqual([0n, 0n])
  })

  it.each([
    [true, 1],
    [false, 0],
  ])('of a hold that has expired takes back what was booked; it left: %s', (left, failedCalls) => {
    const books = booksWithHold()
    expire(books)
    expect(voidIt(books, left)).toMatchObject({
      kind: 'corrected',
      entry: { id: 'hold_a:entry:late', amountNanoUsd: 0n, calls: 0, failedCalls, freeRequests: 0 },
    })
    expect(books.balanceOf(wf1)).toEqual({ spentNanoUsd: 0n, heldNanoUsd: 0n })
    expect(voidIt(books, left)).toMatchObject({ kind: 'corrected', entry: { id: 'hold_a:entry:late' } })
    expect(books.entries.size).toBe(3)
  })

  it('of a hold that was corrected by hand changes nothing', () => {
    const books = booksWithHold()
    expire(books)
    correctByHand(books, '0.01')
    expect(voidIt(books, true)).toEqual({ kind: 'already_ended', state: 'expired' })
    expect(books.balanceOf(wf1).spentNanoUsd).toBe(usd('0.01'))
  })

  it('of a hold that has ended otherwise changes nothing', () => {
    const books = booksWithHold()
    settle(books, '0.03')
    expect(voidIt(books, true)).toEqual({ kind: 'already_ended', state: 'settled' })
    expect(books.balanceOf(wf1).spentNanoUsd).toBe(usd('0.03'))
  })
})

describe('an expiry', () => {
  it('books what was held as unresolved, and answers the same when it is repeated', () => {
    const books = booksWithHold()
    expect([expire(books), expire(books)]).toEqual([{ kind: 'expired' }, { kind: 'expired' }])
    expect([...books.entries.values()]).toMatchObject([
      { amountNanoUsd: usd('0.05'), provenance: 'unresolved', calls: 1, overage: false },
    ])
    expect(books.balanceOf(wf1)).toEqual({ spentNanoUsd: usd('0.05'), heldNanoUsd: 0n })
  })

  it('may come a minute after the time that the call may take', () => {
    expect(holdExpiresAtMs(noonMs, 120_000)).toBe(noonMs + 180_000)
  })
})
