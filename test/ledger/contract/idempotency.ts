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
  usd,
} from '../../support/ledger/requests.ts'
import type { OpenBooks } from '../contract.ts'

/** An id stands for one content for ever. */
export function describeIdempotency(openBooks: OpenBooks): void {
  describe('repeating an id', () => {
    it('answers a repeated hold with the first one, however late it is repeated', async () => {
      const { ledger } = await openBooks()
      const request = holdOf('0.10', { id: 'hold_a' })
      const first = await ledger.hold(request)

      const second = await ledger.hold({ ...request, heldAtMs: noonMs + 9000, expiresAtMs: noonMs + 99_000 })

      expect(second).toEqual(first)
      expect(await balanceOf(ledger, 'guild_1')).toEqual(
        inEveryPeriod({ spentNanoUsd: 0n, heldNanoUsd: usd('0.10') }),
      )
    })

    it.each([
      ['amount', { amountNanoUsd: usd('0.11') }],
      ['tenant', { attribution: { ...someone, tenant: 'guild_2' } }],
      ['user', { attribution: { ...someone, user: '8' } }],
      ['workflow', { attribution: { ...someone, workflow: 'wf_2' } }],
      ['task', { attribution: { ...someone, task: 'knowledge' } }],
      ['depth', { attribution: { ...someone, depth: 'quick' } }],
      ['provider', { call: { ...someCall, provider: 'anthropic' } }],
      ['model', { call: { ...someCall, model: 'gpt-5' } }],
      ['operation', { call: { ...someCall, operation: 'embed' } }],
      ['price', { call: { ...someCall, priceVersion: '2026-06-02' } }],
      ['scopes', { scopes: [scopeOf('wf_9', '1.00')] }],
    ] as const)('refuses the id of a hold for another %s, and writes nothing', async (_what, other) => {
      const { ledger } = await openBooks()
      const request = holdOf('0.10', { id: 'hold_a' })
      await ledger.hold(request)

      const repeated = ledger.hold({ ...request, ...other })

      await expect(repeated).rejects.toThrow(IdempotencyConflictError)
      expect(await ledger.holdsPending()).toMatchObject([{ amountNanoUsd: usd('0.10'), tenant: 'guild_1' }])
      expect((await ledger.verify()).ok).toBe(true)
    })

    it('answers a repeated settlement with the first one', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.10', { id: 'hold_a' }))
      const request = settlementOf('hold_a', '0.04', {
        usage: { inputTokens: { total: 5, cacheRead: 1 }, outputTokens: { total: 2 } },
      })
      const first = await ledger.settle(request)

      const second = await ledger.settle({
        ...request,
        usage: { outputTokens: { total: 2, text: undefined }, inputTokens: { cacheRead: 1, total: 5 } },
        atMs: noonMs + 9000,
      })

      expect(second).toEqual(first)
      expect(await ledger.entriesOf('wf_1')).toHaveLength(1)
    })

    it.each([
      ['amount', { amountNanoUsd: usd('0.05') }],
      ['provenance', { provenance: 'estimated' }],
      ['usage', { usage: { inputTokens: { total: 1 } } }],
    ] as const)('refuses to settle a hold again with another %s', async (_what, other) => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.10', { id: 'hold_a' }))
      const request = settlementOf('hold_a', '0.04')
      await ledger.settle(request)

      const repeated = ledger.settle({ ...request, ...other })

      await expect(repeated).rejects.toThrow(IdempotencyConflictError)
      expect(await ledger.entriesOf('wf_1')).toMatchObject([{ amountNanoUsd: usd('0.04') }])
    })

    it('answers a repeated void with the first one', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.10', { id: 'hold_a' }))
      const request = { holdId: 'hold_a', failed: true, atMs: noonMs }

      const results = [await ledger.void(request), await ledger.void(request)]

      expect(results).toEqual([{ kind: 'voided' }, { kind: 'voided' }])
      expect(await ledger.entriesOf('wf_1')).toHaveLength(1)
    })

    it('answers a repeated record with the first one', async () => {
      const { ledger } = await openBooks()
      const request = recordOf('0.04', { id: 'record_a' })
      const first = await recorded(ledger, request)

      const second = await recorded(ledger, { ...request, atMs: noonMs + 9000 })

      expect(second.entry).toEqual(first.entry)
      expect(await ledger.entriesOf('wf_1')).toHaveLength(1)
    })

    it.each([
      ['amount', { amountNanoUsd: usd('0.05') }],
      ['provenance', { provenance: 'estimated' }],
      ['user', { attribution: { ...someone, user: '8' } }],
      ['operation', { call: { ...someCall, operation: 'embed' } }],
      ['usage', { usage: { characters: 5 } }],
      ['scopes', { scopes: [scopeOf('wf_9')] }],
    ] as const)('refuses the id of a record for another %s', async (_what, other) => {
      const { ledger } = await openBooks()
      const request = recordOf('0.04', { id: 'record_a' })
      await recorded(ledger, request)

      const repeated = recorded(ledger, { ...request, ...other })

      await expect(repeated).rejects.toThrow(IdempotencyConflictError)
      expect(await ledger.entriesOf('wf_1')).toHaveLength(1)
    })

    it('answers a repeated correction with the first one', async () => {
      const { ledger } = await openBooks()
      await recorded(ledger, recordOf('0.04', { id: 'record_a' }))
      const request = correctionOf('record_a', '0.01', { id: 'correction_a' })
      const first = await ledger.correct(request)

      const second = await ledger.correct({ ...request, atMs: noonMs + 9000 })

      expect(second).toEqual(first)
      expect(await ledger.entriesOf('wf_1')).toHaveLength(3)
    })

    it.each([
      ['amount', { amountNanoUsd: usd('0.05') }],
      ['provenance', { provenance: 'estimated' }],
      ['usage', { usage: { characters: 5 } }],
      ['entry', { corrects: 'record_b' }],
    ] as const)('refuses the id of a correction for another %s', async (_what, other) => {
      const { ledger } = await openBooks()
      await recorded(ledger, recordOf('0.04', { id: 'record_a' }))
      await recorded(ledger, recordOf('0.04', { id: 'record_b' }))
      const request = correctionOf('record_a', '0.01', { id: 'correction_a' })
      await ledger.correct(request)

      const repeated = ledger.correct({ ...request, ...other })

      await expect(repeated).rejects.toThrow(IdempotencyConflictError)
      expect(await ledger.entriesOf('wf_1')).toHaveLength(4)
    })

    it('does not harm what is written together with a refused id', async () => {
      const { ledger } = await openBooks()
      await recorded(ledger, recordOf('0.04', { id: 'record_a' }))

      const results = await Promise.allSettled([
        recorded(ledger, recordOf('0.01', { id: 'before' })),
        recorded(ledger, recordOf('0.05', { id: 'record_a' })),
        recorded(ledger, recordOf('0.02', { id: 'after' })),
      ])

      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect((await ledger.entriesOf('wf_1')).map(({ id }) => id)).toEqual(['record_a', 'before', 'after'])
      expect((await balanceOf(ledger, 'guild_1')).day.spentNanoUsd).toBe(usd('0.07'))
    })
  })
}
