import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../../src/budget/calendar.ts'
import { subjectAccounts } from '../../../src/ledger/rules/accounts.ts'
import { decideCorrection } from '../../../src/ledger/rules/corrections.ts'
import { decideRecord } from '../../../src/ledger/rules/records.ts'
import { alwaysUtc, MemoryBooks } from '../../support/ledger/memory-books.ts'
import { correctionOf, noonMs, recordOf, someone, usd } from '../../support/ledger/requests.ts'

const [ofBot] = subjectAccounts(someone, noonMs, createCalendar(), () => [alwaysUtc])
const conflict = expect.objectContaining({ name: 'IdempotencyConflictError' })

function record(books: MemoryBooks, amountUsd: string, overrides: Parameters<typeof recordOf>[1] = {}) {
  const request = recordOf(amountUsd, overrides)
  return books.take(decideRecord(books, books.entries.get(request.id), request))
}

function correct(
  books: MemoryBooks,
  corrects: string,
  amountUsd: string,
  overrides: Parameters<typeof correctionOf>[2] = {},
) {
  const request = correctionOf(corrects, amountUsd, overrides)
  const replacement = [...books.entries.values()].find(
    (entry) => entry.kind === 'replacement' && entry.corrects === corrects,
  )
  const rows = {
    corrected: books.entries.get(corrects),
    replacement,
    sameId: books.entries.get(request.id),
    hold: undefined,
  }
  return books.take(decideCorrection(books, rows, request))
}

function spent(books: MemoryBooks): bigint | undefined {
  return ofBot && books.balanceOf(ofBot).spentNanoUsd
}

describe('a record', () => {
  it('is booked whatever limits say, in the periods of its moment', () => {
    const books = new MemoryBooks().limit('bot', 'hour', '0.01')
    expect(record(books, '0.30')).toMatchObject({ entry: { kind: 'charge', calls: 1, heldAtMs: noonMs } })
    expect(spent(books)).toBe(usd('0.30'))
  })

  it('again is answered with the first entry, and for something else refused', () => {
    const books = new MemoryBooks()
    const first = record(books, '0.30', { id: 'record_a' })
    expect(record(books, '0.30', { id: 'record_a', atMs: noonMs + 5 })).toEqual({
      kind: 'recorded',
      entry: first.entry,
    })
    expect(() => record(books, '0.31', { id: 'record_a' })).toThrow(conflict)
    expect(() => record(books, '0.30', { id: 'record_a', provenance: 'estimated' })).toThrow(conflict)
    expect(() => record(books, '0.30', { id: 'record_a', usage: { requests: 1 } })).toThrow(conflict)
    expect(() => record(books, '0.30', { id: 'record_a', attribution: { tenant: 'cli' } })).toThrow(conflict)
    expect(spent(books)).toBe(usd('0.30'))
  })

  it('tells the whole dollar that it passes', () => {
    const books = new MemoryBooks()
    const passed = ['0.99', '0.01', '0.50', '3.50'].map((amount) => record(books, amount).milestoneUsd)
    expect(passed).toEqual([undefined, 1n, undefined, 5n])
  })

  it('throws for a cost below zero', () => {
    expect(() => record(new MemoryBooks(), '-0.01')).toThrow('a cost')
  })
})

describe('a correction', () => {
  it('reverses the entry and replaces it, so that every sum is as if it had been right', () => {
    const books = new MemoryBooks()
    record(books, '0.05', { id: 'wrong', usage: { inputTokens: { total: 100 } } })
    const result = correct(books, 'wrong', '0.03', { id: 'right', usage: { inputTokens: { total: 60 } } })
    const [, reversal, replacement] = [...books.entries.values()]
    expect(result).toMatchObject({ kind: 'corrected', entry: { id: 'right', provenance: 'reported' } })
    expect(reversal).toMatchObject({
      id: 'right:reversal',
      kind: 'reversal',
      corrects: 'wrong',
      amountNanoUsd: usd('-0.05'),
      calls: -1,
    })
    expect(replacement).toMatchObject({ kind: 'replacement', corrects: 'wrong', calls: 1, heldAtMs: noonMs })
    expect(spent(books)).toBe(usd('0.03'))
  })

  it('happens once to an entry, and then to its replacement', () => {
    const books = new MemoryBooks()
    record(books, '0.05', { id: 'wrong' })
    correct(books, 'wrong', '0.03', { id: 'right' })
    const again = correct(books, 'wrong', '0.03', { id: 'right' })
    const other = correct(books, 'wrong', '0.02', { id: 'other' })
    const further = correct(books, 'right', '0.02', { id: 'better' })
    expect(again).toMatchObject({ kind: 'corrected', entry: { id: 'right' } })
    expect(other).toEqual({ kind: 'already_corrected', by: 'right' })
    expect(further).toMatchObject({ kind: 'corrected', entry: { id: 'better' } })
    expect(() => correct(books, 'wrong', '0.04', { id: 'right' })).toThrow(conflict)
    expect(spent(books)).toBe(usd('0.02'))
  })

  it('is of an entry that exists and is no reversal, under an id of its own', () => {
    const books = new MemoryBooks()
    record(books, '0.05', { id: 'wrong' })
    record(books, '0.01', { id: 'taken' })
    expect(correct(books, 'unknown', '0.03')).toEqual({ kind: 'unknown_entry' })
    expect(() => correct(books, 'wrong', '0.03', { id: 'taken' })).toThrow(conflict)
    correct(books, 'wrong', '0.03', { id: 'right' })
    expect(correct(books, 'right:reversal', '0.03')).toEqual({ kind: 'unknown_entry' })
  })

  it('stays a free request only while it costs nothing', () => {
    const books = new MemoryBooks()
    for (const id of ['free_a', 'free_b']) record(books, '0', { id, free: true })
    record(books, '0', { id: 'local' })
    const corrected = [
      correct(books, 'free_a', '0'),
      correct(books, 'free_b', '0.000000001'),
      correct(books, 'local', '0'),
    ]
    expect(corrected.map((result) => 'entry' in result && result.entry.freeRequests)).toEqual([1, 0, 0])
  })

  it('that goes down and up again over a threshold and a dollar tells of neither twice', () => {
    const books = new MemoryBooks().limit('bot', 'day', '2')
    record(books, '1.10', { id: 'wrong' })
    const down = correct(books, 'wrong', '0.10', { id: 'down' })
    const up = correct(books, 'down', '1.10', { id: 'up' })
    const over = correct(books, 'up', '2.00', { id: 'over' })
    expect([down, up, over].map((result) => 'entry' in result && result.milestoneUsd)).toEqual([
      undefined,
      undefined,
      2n,
    ])
    expect(books.alerts.map(({ thresholdPercent }) => thresholdPercent)).toEqual([50, 100])
  })
})
