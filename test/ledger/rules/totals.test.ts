import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../src/ledger/entry.ts'
import { RollupSheet, rollupsOf, totalsOf } from '../../../src/ledger/rules/totals.ts'
import { addTotals, noTotals } from '../../../src/ledger/summary.ts'
import { noonMs, someCall, someone, usd } from '../../support/ledger/requests.ts'

const entryOf = (overrides: Partial<Entry> = {}): Entry => ({
  ...someone,
  ...someCall,
  id: 'entry_a',
  kind: 'charge',
  bookedAtMs: noonMs,
  heldAtMs: noonMs,
  amountNanoUsd: usd('0.05'),
  provenance: 'computed',
  calls: 1,
  failedCalls: 0,
  freeRequests: 0,
  usage: {
    inputTokens: { total: 100, cacheRead: 40, cacheWrite: 7 },
    outputTokens: { total: 20, reasoning: 5 },
  },
  overage: false,
  cautions: [],
  scopes: [],
  ...overrides,
})

describe('what an entry adds to a sum', () => {
  it('is its cost, told apart by how it is known, its calls and its tokens', () => {
    const sum = {
      ...noTotals,
      costNanoUsd: usd('0.05'),
      calls: 1,
      inputTokens: 100,
      outputTokens: 20,
      cacheReadTokens: 40,
      cacheWriteTokens: 7,
      reasoningTokens: 5,
    }
    expect(totalsOf(entryOf())).toEqual(sum)
    expect(totalsOf(entryOf({ provenance: 'estimated' }))).toEqual({ ...sum, estimatedNanoUsd: usd('0.05') })
    expect(totalsOf(entryOf({ provenance: 'unresolved' }))).toEqual({
      ...sum,
      unresolvedNanoUsd: usd('0.05'),
    })
    expect(
      totalsOf(entryOf({ usage: {}, amountNanoUsd: 0n, freeRequests: 1, calls: 0, failedCalls: 2 })),
    ).toEqual({ ...noTotals, freeRequests: 1, failedCalls: 2 })
  })

  it('of a reversal takes away all that the reversed one has added, also where that cost nothing', () => {
    const reversal = entryOf({ kind: 'reversal', amountNanoUsd: usd('-0.05'), calls: -1 })
    const free = entryOf({ kind: 'reversal', amountNanoUsd: 0n, calls: -1 })
    expect(addTotals(totalsOf(entryOf()), totalsOf(reversal))).toEqual(noTotals)
    expect(totalsOf(free)).toMatchObject({ inputTokens: -100, outputTokens: -20, reasoningTokens: -5 })
  })
})

describe('the sums that an entry is part of', () => {
  it('are of its UTC hour and day, of its kind of call and of its user', () => {
    const place = { tenant: 'guild_1', provider: 'openai', model: 'gpt-5-mini', operation: 'generate' }
    const [hour, day] = [Date.UTC(2026, 5, 17, 12), Date.UTC(2026, 5, 17)]
    expect(rollupsOf(entryOf())).toEqual([
      { of: 'usage', grain: 'hour', startMs: hour, ...place, task: 'analysis', depth: '' },
      { of: 'user', grain: 'hour', startMs: hour, tenant: 'guild_1', user: '7' },
      { of: 'usage', grain: 'day', startMs: day, ...place, task: 'analysis', depth: '' },
      { of: 'user', grain: 'day', startMs: day, tenant: 'guild_1', user: '7' },
    ])
    expect(rollupsOf(entryOf({ user: undefined })).map((key) => key.of)).toEqual(['usage', 'usage'])
  })

  it('change with the first moment of the next hour', () => {
    const endMs = Date.UTC(2026, 5, 17, 13)
    const starts = [endMs - 1, endMs].map((heldAtMs) => rollupsOf(entryOf({ heldAtMs }))[0]?.startMs)
    expect(starts).toEqual([endMs - 3_600_000, endMs])
  })

  it('gather what many entries add under one key', () => {
    const sheet = new RollupSheet()
    for (const user of ['7', '8', '7']) sheet.addEntry(entryOf({ user }))
    const taken = sheet
      .take()
      .map(({ key, sum }) => [key.of, key.grain, 'user' in key && key.user, sum.calls])
    expect(taken).toEqual([
      ['usage', 'hour', false, 3],
      ['user', 'hour', '7', 2],
      ['usage', 'day', false, 3],
      ['user', 'day', '7', 2],
      ['user', 'hour', '8', 1],
      ['user', 'day', '8', 1],
    ])
  })
})
