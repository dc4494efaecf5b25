import { describe, expect, it } from 'vitest'
import { overagesKept } from '../../../src/ledger/model-record.ts'
import type { Caution } from '../../../src/pricing/caution.ts'
import {
  correctionOf,
  holdOf,
  noonMs,
  settlementOf,
  someCall,
  someone,
  spend,
  usd,
} from '../../support/ledger/requests.ts'
import type { OpenBooks } from '../contract.ts'

const other = { ...someCall, model: 'gpt-5' }
const caution: Caution = {
  code: 'named_cost_low',
  model: 'openai:gpt-5-mini',
  detail: { named: '0', computed: '0.035' },
}

/** What the books say of models and of the cautions on their costs. */
export function describeModelRecords(openBooks: OpenBooks): void {
  describe('the record of a model', () => {
    it('says whether it ever cost anything, for anybody', async () => {
      const { ledger } = await openBooks()
      await spend(ledger, '0', { call: other })
      await spend(ledger, '0.000000001', { attribution: { tenant: 'guild_2' } })

      expect(await ledger.modelRecord(someCall)).toEqual({ everCost: true, overages: [] })
      expect(await ledger.modelRecord(other)).toEqual({ everCost: false, overages: [] })
    })

    it('forgets a cost that was corrected to nothing', async () => {
      const { ledger } = await openBooks()
      const { id } = await spend(ledger, '0.10')
      await ledger.correct(correctionOf(id, '0'))

      expect(await ledger.modelRecord(someCall)).toMatchObject({ everCost: false })
    })

    it('is of the moment in which it is asked for, however often it was before', async () => {
      const { ledger } = await openBooks()
      const asked = async () => {
        const { everCost, overages } = await ledger.modelRecord(someCall)
        return [everCost, overages.length]
      }
      const before = await asked()
      await spend(ledger, '0')
      const free = await asked()
      const { id } = await spend(ledger, '0.10')
      const paid = await asked()
      await ledger.hold(holdOf('0.10', { id: 'beyond' }))
      await ledger.settle(settlementOf('beyond', '0.20'))
      const beyond = await asked()
      await ledger.correct(correctionOf(id, '0'))

      expect([before, free, paid, beyond, await asked()]).toEqual([
        [false, 0],
        [false, 0],
        [true, 0],
        [true, 1],
        [true, 1],
      ])
    })

    it('has the last calls that cost more than was held, newest first', async () => {
      const { ledger } = await openBooks()
      const costs = Array.from({ length: overagesKept + 1 }, (_, index) => `0.2${index}`)
      for (const cost of costs) {
        const { id } = holdOf('0.10')
        await ledger.hold(holdOf('0.10', { id }))
        await ledger.settle(settlementOf(id, cost))
      }
      await ledger.hold(holdOf('0.10', { id: 'within' }))
      await ledger.settle(settlementOf('within', '0.10'))

      const { overages } = await ledger.modelRecord(someCall)

      expect(overages).toEqual(
        costs
          .slice(-overagesKept)
          .reverse()
          .map((cost) => ({ atMs: noonMs + 1000, heldNanoUsd: usd('0.10'), amountNanoUsd: usd(cost) })),
      )
    })
  })

  describe('what is usually written', () => {
    const analysis = { ...someCall, task: 'analysis' } as const
    const writing = (total: number) => ({ usage: { outputTokens: { total } } })

    it('is learned from the latest calls of one task, model and operation, of everybody', async () => {
      const { ledger } = await openBooks()
      await spend(ledger, '0.10', writing(9_000))
      for (let tokens = 1; tokens <= 100; tokens++)
        await spend(ledger, '0.10', {
          ...writing(tokens),
          attribution: { tenant: 'guild_2', task: 'analysis' },
        })
      await spend(ledger, '0.10', { ...writing(5_000), attribution: { ...someone, task: 'verification' } })
      await spend(ledger, '0.10', { ...writing(5_000), call: other })
      await spend(ledger, '0.10', { ...writing(5_000), call: { ...someCall, operation: 'stream' } })

      expect(await ledger.usualOutput(analysis)).toEqual({ calls: 100, highTokens: 95 })
    })

    it('leaves out calls of which nobody told what they wrote, and counts a corrected one once', async () => {
      const { ledger } = await openBooks()
      const { id } = await spend(ledger, '0.10', writing(40))
      await ledger.correct(correctionOf(id, '0.05', writing(40)))
      await spend(ledger, '0.10', { usage: {} })
      await spend(ledger, '0.10', { ...writing(700), provenance: 'estimated' })

      expect(await ledger.usualOutput(analysis)).toEqual({ calls: 1, highTokens: 40 })
      expect(await ledger.usualOutput({ ...other, task: 'analysis' })).toEqual({ calls: 0, highTokens: 0 })
    })
  })

  describe('a caution', () => {
    it('stays with the entry and is found again', async () => {
      const { ledger } = await openBooks()
      await ledger.hold(holdOf('0.10', { id: 'hold_a' }))
      await ledger.settle(settlementOf('hold_a', '0.05', { cautions: [caution], atMs: noonMs }))
      await spend(ledger, '0.01', { cautions: [caution], atMs: noonMs + 1 })
      await spend(ledger, '0.01')

      const entries = await ledger.entriesOf('wf_1')

      expect(entries.map(({ cautions }) => cautions)).toEqual([[caution], [caution], []])
      expect(await ledger.cautioned(noonMs, 5)).toEqual([entries[1], entries[0]])
      expect(await ledger.cautioned(noonMs, 1)).toEqual([entries[1]])
      expect(await ledger.cautioned(noonMs + 1, 5)).toEqual([entries[1]])
    })

    it('goes over to the replacement of a corrected entry, not to the reversal', async () => {
      const { ledger } = await openBooks()
      const { id } = await spend(ledger, '0.10', { cautions: [caution] })
      await ledger.correct(correctionOf(id, '0.05'))

      const entries = await ledger.entriesOf('wf_1')

      expect(entries.map(({ kind, cautions }) => [kind, cautions])).toEqual([
        ['charge', [caution]],
        ['reversal', []],
        ['replacement', [caution]],
      ])
    })
  })
}
