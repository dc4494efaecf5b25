import { describe, expect, it } from 'vitest'
import { noonMs, usd } from '../../support/ledger/requests.ts'
import { claimOf, endOf, requestOf } from '../../support/orchestrator/requests.ts'
import type { OpenWorkflows } from '../contract.ts'

const refusal = {
  kind: 'tenant',
  subject: 'guild_1',
  period: 'hour',
  mode: 'hard',
  limitNanoUsd: usd('5'),
  spentNanoUsd: usd('4.999999999'),
  heldNanoUsd: 0n,
  requestedNanoUsd: usd('123456789.123456789'),
  resetsAtMs: noonMs,
} as const

/** How a run ends, and ends again. */
export function describeEnds(open: OpenWorkflows): void {
  async function withOneThatRuns() {
    const books = await open()
    await books.workflows.create('wf_1', requestOf(), noonMs)
    expect(await books.workflows.begin(claimOf('wf_1'))).toBe(true)
    return books
  }

  describe('a workflow', () => {
    it('runs from when its turn comes', async () => {
      const { workflows } = await withOneThatRuns()

      expect(await workflows.find('wf_1')).toMatchObject({ state: 'running' })
    })

    it('keeps what it has come to, exact to the nano', async () => {
      const { workflows } = await withOneThatRuns()
      const end = endOf({ state: 'partial', costNanoUsd: usd('0.123456789'), title: 'Ice', refusal })

      expect(await workflows.end(claimOf('wf_1'), end)).toBe(true)

      expect(await workflows.find('wf_1')).toMatchObject({
        state: 'partial',
        endedAtMs: end.atMs,
        costNanoUsd: usd('0.123456789'),
        title: 'Ice',
        refusal,
        failure: undefined,
      })
    })

    it('that has ended is ended once', async () => {
      const { workflows } = await withOneThatRuns()
      await workflows.end(claimOf('wf_1'), endOf({ state: 'completed' }))

      expect(await workflows.end(claimOf('wf_1'), endOf({ state: 'failed' }))).toBe(false)

      expect(await workflows.find('wf_1')).toMatchObject({ state: 'completed' })
    })

    it('that ends again after it was gone on with has nothing of the first end but its title', async () => {
      const { workflows } = await withOneThatRuns()
      await workflows.end(claimOf('wf_1'), endOf({ state: 'refused', title: 'Ice', refusal }))
      await workflows.claim('wf_1')
      await workflows.begin(claimOf('wf_1', 2))

      await workflows.end(claimOf('wf_1', 2), endOf({ state: 'completed' }))

      expect(await workflows.find('wf_1')).toMatchObject({
        state: 'completed',
        title: 'Ice',
        refusal: undefined,
      })
    })
  })

  it('what nobody has stored is neither begun, ended nor put back', async () => {
    const { workflows } = await open()

    expect([
      await workflows.begin(claimOf('wf_nobody')),
      await workflows.end(claimOf('wf_nobody'), endOf()),
      await workflows.putBack(claimOf('wf_nobody')),
    ]).toEqual([false, false, false])
  })
}
