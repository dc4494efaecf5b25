import { describe, expect, it } from 'vitest'
import { IdempotencyConflictError } from '../../../src/ledger/idempotency-conflict-error.ts'
import { balanceOf, inEveryPeriod } from '../../support/ledger/balance-of.ts'
import {
  correctionOf,
  holdOf,
  noonMs,
  recorded,
  recordOf,
  scopeOf,
  settlementOf,
  someCall,
  someone,
  taskScopeOf,
  usd,
} from '../../support/ledger/requests.ts'
import type { OpenBooks } from '../contract.ts'

const usage = {
  inputTokens: { total: 1000, noCache: 700, cacheRead: 300 },
  outputTokens: { total: 90, reasoning: 40 },
}

/** Holding, settling and recording. */
export function describeBooking(openBooks: OpenBooks): void {
  describe('holding and settling', () => {
    it('keeps what a call was about, how often it was asked and which model answered, through a correction', async () => {
      const { ledger } = await openBooks()
      const attribution = { ...someone, workflow: 'wf_2', conversation: 'wf_1', sourceKind: 'pdf' } as const
      const call = { ...someCall, attempt: 2 }
      await ledger.hold(holdOf('0.10', { id: 'again', attribution, call }))
      await ledger.settle(settlementOf('again', '0.05', { servedModel: 'gpt-5-mini-2026-01-15' }))
      await ledger.correct(correctionOf('again:entry', '0.04'))
      await ledger.record(recordOf('0.01', { id: 'noted', attribution, call: someCall }))

      const known = { conversation: 'wf_1', sourceKind: 'pdf' }
      const answered = { ...known, attempt: 2, servedModel: 'gpt-5-mini-2026-01-15' }
      expect(await ledger.entriesOf('wf_2')).toMatchObject([
        { kind: 'charge', ...answered },
        { kind: 'reversal', ...answered },
        { kind: 'replacement', ...answered },
        { kind: 'charge', ...known, attempt: undefined, servedModel: undefined },
      ])
      await expect(
        ledger.hold(holdOf('0.10', { id: 'again', attribution: someone, call: someCall })),
      ).rejects.toThrow(IdempotencyConflictError)
    })

    it('sets money aside in every account that the call counts in', async () => {
      const { ledger } = await openBooks()
      const scopes = [scopeOf('wf_1', '1.00'), taskScopeOf('wf_1/analysis', '0.50')]

      const result = await ledger.hold(holdOf('0.10', { id: 'hold_a', scopes }))

      const held = { spentNanoUsd: 0n, heldNanoUsd: usd('0.10') }
      expect(result).toEqual({
        kind: 'held',
        exceededSoftLimits: [],
        hold: {
          ...someone,
          ...someCall,
          id: 'hold_a',
          state: 'pending',
          amountNanoUsd: usd('0.10'),
          heldAtMs: noonMs,
          expiresAtMs: noonMs + 600_000,
          scopes: ['wf_1', 'wf_1/analysis'],
        },
      })
      for (const subject of ['bot', 'guild_1', 'user_7'])
        expect(await balanceOf(ledger, subject)).toEqual(inEveryPeriod(held))
      expect(await ledger.scopeBalance('wf_1')).toEqual(held)
      expect(await ledger.scopeBalance('wf_1/analysis')).toEqual(held)
      expect(await ledger.holdsPending()).toMatchObject([{ id: 'hold_a', state: 'pending' }])
    })

    it('books what the call cost and frees the rest of the hold', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.10', { id: 'hold_a', scopes: [scopeOf('wf_1', '1.00')] }))

      const result = await ledger.settle(settlementOf('hold_a', '0.04', { usage, atMs: noonMs + 5000 }))

      const spent = { spentNanoUsd: usd('0.04'), heldNanoUsd: 0n }
      expect(result).toMatchObject({
        kind: 'settled',
        entry: {
          ...someone,
          ...someCall,
          kind: 'charge',
          holdId: 'hold_a',
          bookedAtMs: noonMs + 5000,
          heldAtMs: noonMs,
          amountNanoUsd: usd('0.04'),
          provenance: 'computed',
          calls: 1,
          failedCalls: 0,
          freeRequests: 0,
          usage,
          overage: false,
          cautions: [],
          scopes: ['wf_1'],
        },
      })
      for (const subject of ['bot', 'guild_1', 'user_7'])
        expect(await balanceOf(ledger, subject)).toEqual(inEveryPeriod(spent))
      expect(await ledger.scopeBalance('wf_1')).toEqual(spent)
      expect(await ledger.holdsPending()).toEqual([])
    })

    it('keeps the line as it was answered', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.10', { id: 'hold_a' }))

      const settled = await ledger.settle(settlementOf('hold_a', '0.04', { usage }))

      expect(await ledger.entriesOf('wf_1')).toEqual([expect.objectContaining({ holdId: 'hold_a', usage })])
      expect(settled).toEqual({ kind: 'settled', entry: (await ledger.entriesOf('wf_1'))[0] })
    })

    it('books more than was held in full and marks it', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.10', { id: 'hold_a', scopes: [scopeOf('wf_1', '0.12')] }))

      const result = await ledger.settle(settlementOf('hold_a', '0.25'))

      expect(result).toMatchObject({
        kind: 'settled',
        entry: { amountNanoUsd: usd('0.25'), overage: true },
      })
      expect(await ledger.scopeBalance('wf_1')).toEqual({ spentNanoUsd: usd('0.25'), heldNanoUsd: 0n })
    })

    it('does not mark a cost that is all of what was held', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.10', { id: 'hold_a' }))

      const result = await ledger.settle(settlementOf('hold_a', '0.10'))

      expect(result).toMatchObject({ entry: { overage: false } })
    })

    it('counts a call that cost nothing as free only when it is told so', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0', { id: 'local' }))
      await ledger.hold(holdOf('0', { id: 'free' }))
      await ledger.hold(holdOf('0.10', { id: 'dear' }))

      const local = await ledger.settle(settlementOf('local', '0'))
      const free = await ledger.settle(settlementOf('free', '0', { free: true }))
      const dear = await ledger.settle(settlementOf('dear', '0.01', { free: true }))

      expect(local).toMatchObject({ entry: { calls: 1, freeRequests: 0 } })
      expect(free).toMatchObject({ entry: { calls: 1, freeRequests: 1 } })
      expect(dear).toMatchObject({ entry: { calls: 1, freeRequests: 0 } })
    })

    it('works without a user, a workflow, a task and scopes', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.10', { id: 'hold_a', attribution: { tenant: 'cli' } }))

      const result = await ledger.settle(settlementOf('hold_a', '0.10'))

      expect(result).toMatchObject({ entry: { tenant: 'cli', user: undefined, task: undefined } })
      expect(await balanceOf(ledger, 'cli')).toEqual(
        inEveryPeriod({ spentNanoUsd: usd('0.10'), heldNanoUsd: 0n }),
      )
      expect((await ledger.subjects()).map(({ name }) => name)).toEqual(['bot', 'cli'])
    })

    it('says so when the hold is unknown', async () => {
      const { ledger } = await openBooks()

      expect(await ledger.settle(settlementOf('nobody', '0.10'))).toEqual({ kind: 'unknown_hold' })
      expect(await ledger.void({ holdId: 'nobody', failed: true, atMs: noonMs })).toEqual({
        kind: 'unknown_hold',
      })
      expect(await ledger.expire('nobody', noonMs)).toEqual({ kind: 'unknown_hold' })
    })

    it('records spend without a hold, past any limit', async () => {
      const { ledger } = await openBooks({
        configuredBudgets: () => ({ limitNanoUsd: usd('0.01'), mode: 'hard', specific: false }),
      })

      const { entry } = await recorded(
        ledger,
        recordOf('3.00', { id: 'record_a', provenance: 'estimated', scopes: [scopeOf('wf_1', '0.01')] }),
      )

      expect(entry).toMatchObject({ id: 'record_a', kind: 'charge', provenance: 'estimated', calls: 1 })
      expect(await ledger.scopeBalance('wf_1')).toEqual({ spentNanoUsd: usd('3.00'), heldNanoUsd: 0n })
      expect(await balanceOf(ledger, 'guild_1')).toEqual(
        inEveryPeriod({ spentNanoUsd: usd('3.00'), heldNanoUsd: 0n }),
      )
    })

    it('does not take a negative amount for anything', async () => {
      const { ledger } = await openBooks()
      const expected = { name: 'InvalidAmountError' }

      await expect(ledger.hold(holdOf('-0.01'))).rejects.toMatchObject(expected)
      await expect(ledger.hold(holdOf('0.01', { atLeastNanoUsd: -1n }))).rejects.toMatchObject(expected)
      await expect(ledger.hold(holdOf('0', { scopes: [scopeOf('a', '-1')] }))).rejects.toMatchObject(expected)
      await expect(recorded(ledger, recordOf('-0.01'))).rejects.toMatchObject(expected)
      await ledger.hold(holdOf('0.10', { id: 'hold_a' }))
      await expect(ledger.settle(settlementOf('hold_a', '-0.01'))).rejects.toMatchObject(expected)
      expect(await ledger.holdsPending()).toHaveLength(1)
      expect((await ledger.verify()).ok).toBe(true)
    })
  })
}
