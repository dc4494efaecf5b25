import { describe, expect, it } from 'vitest'
import { balanceOf } from '../../support/ledger/balance-of.ts'
import {
  budgetOf,
  holdOf,
  hourMs,
  noonMs,
  scopeOf,
  settlementOf,
  someone,
  spend,
  taskScopeOf,
  usd,
} from '../../support/ledger/requests.ts'
import type { OpenBooks } from '../contract.ts'

const subjects = ['bot', 'guild_1', 'user_7'] as const
const kinds = { bot: 'bot', guild_1: 'tenant', user_7: 'user' } as const
const resetAtMs = {
  hour: Date.UTC(2026, 5, 17, 13),
  day: Date.UTC(2026, 5, 18),
  month: Date.UTC(2026, 6, 1),
} as const
const budgetCases = subjects.flatMap((subject) =>
  (['hour', 'day', 'month'] as const).map((period) => ({ subject, period })),
)

/** Admission against all limits at once. */
export function describeLimits(openBooks: OpenBooks): void {
  describe('admitting', () => {
    it.each(budgetCases)('holds the $period of $subject to its limit', async ({ subject, period }) => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf(subject, period, '1.00'))
      await spend(ledger, '0.50')
      await ledger.hold(holdOf('0.20'))

      const refused = await ledger.hold(holdOf('0.300000001'))
      const admitted = await ledger.hold(holdOf('0.30'))

      expect(refused).toEqual({
        kind: 'refused',
        refusal: {
          kind: kinds[subject],
          subject,
          period,
          mode: 'hard',
          limitNanoUsd: usd('1.00'),
          spentNanoUsd: usd('0.50'),
          heldNanoUsd: usd('0.20'),
          requestedNanoUsd: usd('0.300000001'),
          resetsAtMs: resetAtMs[period],
        },
      })
      expect(admitted.kind).toBe('held')
    })

    it.each(budgetCases)(
      'begins the $period of $subject anew when it resets',
      async ({ subject, period }) => {
        const { ledger } = await openBooks()
        await ledger.setBudget(budgetOf(subject, period, '1.00'))
        await spend(ledger, '1.00')

        const before = await ledger.hold(holdOf('0.01', { heldAtMs: resetAtMs[period] - 1 }))
        const after = await ledger.hold(holdOf('1.00', { heldAtMs: resetAtMs[period] }))

        expect([before.kind, after.kind]).toEqual(['refused', 'held'])
      },
    )

    it.each([
      ['scope', scopeOf('wf_1', '0.50')],
      ['task', taskScopeOf('wf_1/analysis', '0.50')],
    ] as const)('holds a %s to its limit, which never resets', async (kind, scope) => {
      const { ledger } = await openBooks()
      const scopes = [scope]
      await ledger.hold(holdOf('0.30', { scopes }))

      const refused = await ledger.hold(holdOf('0.21', { scopes, heldAtMs: noonMs + 40 * 24 * hourMs }))
      const admitted = await ledger.hold(holdOf('0.20', { scopes }))

      expect(refused).toEqual({
        kind: 'refused',
        refusal: {
          kind,
          subject: scope.account,
          mode: 'hard',
          limitNanoUsd: usd('0.50'),
          spentNanoUsd: 0n,
          heldNanoUsd: usd('0.30'),
          requestedNanoUsd: usd('0.21'),
        },
      })
      expect(admitted.kind).toBe('held')
    })

    it('counts a scope without a limit and refuses nothing for it', async () => {
      const { ledger } = await openBooks()

      const result = await ledger.hold(holdOf('999', { scopes: [scopeOf('wf_1')] }))

      expect(result.kind).toBe('held')
      expect(await ledger.scopeBalance('wf_1')).toEqual({ spentNanoUsd: 0n, heldNanoUsd: usd('999') })
    })

    it('writes nothing for a refusal', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'hour', '0.10'))

      await ledger.hold(holdOf('0.20', { scopes: [scopeOf('wf_1', '9')] }))

      expect(await ledger.holdsPending()).toEqual([])
      expect(await ledger.scopeBalance('wf_1')).toEqual({ spentNanoUsd: 0n, heldNanoUsd: 0n })
      expect((await balanceOf(ledger, 'bot')).month.heldNanoUsd).toBe(0n)
    })

    it('names the tightest of the limits that refuse', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('bot', 'month', '0.30'))
      await ledger.setBudget(budgetOf('guild_1', 'day', '0.10'))
      await ledger.setBudget(budgetOf('user_7', 'hour', '0.20'))

      const result = await ledger.hold(holdOf('0.50', { scopes: [scopeOf('wf_1', '0.40')] }))

      expect(result).toMatchObject({ refusal: { subject: 'guild_1', period: 'day' } })
    })

    it('admits zero at exhausted limits, at limits of zero and past them', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('bot', 'day', '0'))
      await ledger.setBudget(budgetOf('guild_1', 'hour', '1.00'))
      await spend(ledger, '1.50')

      const result = await ledger.hold(holdOf('0', { scopes: [scopeOf('wf_1', '0')] }))

      expect(result).toMatchObject({ kind: 'held', hold: { amountNanoUsd: 0n } })
    })

    it('refuses one nano at a limit of zero', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('bot', 'day', '0'))

      const result = await ledger.hold(holdOf('0.000000001'))

      expect(result).toMatchObject({ kind: 'refused', refusal: { limitNanoUsd: 0n } })
    })

    it('frees room again when a hold costs less, is voided or expires at less', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
      await ledger.hold(holdOf('0.60', { id: 'hold_a' }))
      await ledger.hold(holdOf('0.40', { id: 'hold_b' }))
      await ledger.settle(settlementOf('hold_a', '0.10'))
      await ledger.void({ holdId: 'hold_b', failed: false, atMs: noonMs })

      const results = [await ledger.hold(holdOf('0.91')), await ledger.hold(holdOf('0.90'))]

      expect(results.map(({ kind }) => kind)).toEqual(['refused', 'held'])
    })
  })

  describe('admitting a part', () => {
    it('admits all of it where the limits leave enough', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))

      const result = await ledger.hold(holdOf('1.00', { atLeastNanoUsd: usd('0.10') }))

      expect(result).toMatchObject({ kind: 'held', hold: { amountNanoUsd: usd('1.00') } })
    })

    it('admits what the tightest limit leaves, down to the least that is useful', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
      const scopes = [scopeOf('wf_1', '0.40')]

      const result = await ledger.hold(holdOf('2.00', { atLeastNanoUsd: usd('0.40'), scopes }))

      expect(result).toMatchObject({ kind: 'held', hold: { amountNanoUsd: usd('0.40') } })
      expect(await ledger.scopeBalance('wf_1')).toMatchObject({ heldNanoUsd: usd('0.40') })
    })

    it('refuses below the least, and says how much that was', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))

      const result = await ledger.hold(holdOf('2.00', { atLeastNanoUsd: usd('1.000000001') }))

      expect(result).toMatchObject({
        kind: 'refused',
        refusal: { subject: 'guild_1', requestedNanoUsd: usd('1.000000001') },
      })
    })

    it('answers a repeat with the part that was admitted', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
      const request = holdOf('2.00', { atLeastNanoUsd: usd('0.10') })
      const first = await ledger.hold(request)

      expect(await ledger.hold(request)).toEqual(first)
    })
  })

  describe('soft limits', () => {
    it('admit and name what was gone past', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00', { mode: 'soft' }))
      await ledger.setBudget(budgetOf('bot', 'day', '1.50', { mode: 'soft' }))

      const within = await ledger.hold(holdOf('1.00'))
      const past = await ledger.hold(holdOf('0.10'))

      expect(within).toMatchObject({ kind: 'held', exceededSoftLimits: [] })
      expect(past).toMatchObject({
        kind: 'held',
        hold: { amountNanoUsd: usd('0.10') },
        exceededSoftLimits: [{ subject: 'guild_1', mode: 'soft', heldNanoUsd: usd('1.00') }],
      })
    })

    it('do not weaken a hard limit beside them', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'hour', '0.10', { mode: 'soft' }))
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00', { mode: 'hard' }))

      const result = await ledger.hold(holdOf('1.01'))

      expect(result).toMatchObject({ kind: 'refused', refusal: { period: 'day', mode: 'hard' } })
    })
  })

  describe('asking for the limits', () => {
    it('lists every limit that binds a call, with what is used of it', async () => {
      const { ledger } = await openBooks()
      await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
      await ledger.setBudget(budgetOf('bot', 'month', '9.00', { mode: 'soft' }))
      await ledger.setBudget(budgetOf('guild_2', 'day', '0.01'))
      await spend(ledger, '0.20', { scopes: [scopeOf('wf_1')] })
      await ledger.hold(holdOf('0.05'))

      const limits = await ledger.limits(someone, [scopeOf('wf_1', '0.50'), scopeOf('wf_0')], noonMs)

      expect(limits).toEqual([
        {
          kind: 'scope',
          subject: 'wf_1',
          mode: 'hard',
          limitNanoUsd: usd('0.50'),
          spentNanoUsd: usd('0.20'),
          heldNanoUsd: 0n,
        },
        {
          kind: 'bot',
          subject: 'bot',
          period: 'month',
          mode: 'soft',
          limitNanoUsd: usd('9.00'),
          spentNanoUsd: usd('0.20'),
          heldNanoUsd: usd('0.05'),
          resetsAtMs: resetAtMs.month,
        },
        {
          kind: 'tenant',
          subject: 'guild_1',
          period: 'day',
          mode: 'hard',
          limitNanoUsd: usd('1.00'),
          spentNanoUsd: usd('0.20'),
          heldNanoUsd: usd('0.05'),
          resetsAtMs: resetAtMs.day,
        },
      ])
    })
  })
}
