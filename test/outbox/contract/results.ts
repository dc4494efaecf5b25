import { describe, expect, it } from 'vitest'
import type { WorkflowStatus } from '../../../src/orchestrator/workflow.ts'
import { dayMs, noonMs } from '../../support/ledger/requests.ts'
import { claimOf } from '../../support/orchestrator/requests.ts'
import { located } from '../../support/sources/located.ts'
import type { OpenOutbox, OutboxStores } from './outbox-contract.ts'

const claim = { limit: 100, leaseMs: 60_000, atMs: noonMs + dayMs }
const replyTo = { channelId: '1' }

interface RunOptions {
  readonly user?: string
  readonly replyTo?: Readonly<Record<string, string>> | undefined
}

async function create({ workflows }: OutboxStores, id: string, options: RunOptions = {}): Promise<void> {
  const request = {
    location: located('https://example.com'),
    depth: 'quick',
    tenant: 'guild_1',
    user: '7',
    visibility: 'channel',
  } as const
  await workflows.create(id, { ...request, replyTo, ...options }, noonMs)
}

function end(
  { workflows }: OutboxStores,
  id: string,
  state: WorkflowStatus,
  atMs = noonMs,
  claimed = 1,
): Promise<boolean> {
  return workflows.end(claimOf(id, claimed), { state, atMs, costNanoUsd: 0n, title: `Title of ${id}` })
}

const workflowsOf = (parcels: readonly unknown[]) =>
  parcels.map((parcel) => (parcel as { workflow?: string }).workflow)

/** Commands that were received, and have no run yet. */
export function describeReceipts(open: OpenOutbox): void {
  describe('receipts', () => {
    const delivery = { channel: 'edit', state: 'delivered', attempts: 1, dueAtMs: 0, reason: '' } as const
    const receipt = { workflow: 'wf_1', replyTo: { channelId: '1', locale: 'ru' }, atMs: noonMs }

    it('are told by another process once their own has died', async () => {
      const { outbox, openAnother, openSurvivor } = await open()
      await outbox.keepReceipt(receipt)
      await outbox.keepReceipt(receipt)
      const soon = { ...claim, atMs: noonMs + 299_999 }
      expect(await (await openAnother()).outbox.claim(soon)).toEqual([])

      const found = await (await openSurvivor()).outbox.claim(soon)

      const { workflow, replyTo: address } = receipt
      expect(found).toMatchObject([{ kind: 'receipt', workflow, replyTo: address }])
      const parcel = found[0]?.id ?? 0
      await outbox.noteDelivery(parcel, delivery)
      await outbox.end(parcel, 'delivered', noonMs)
      // Nothing is kept of it.
      await outbox.keepReceipt(receipt)
      expect(await (await openSurvivor()).outbox.claim(soon)).toMatchObject([{ deliveries: [], attempts: 1 }])
    })

    it('are gone with the run, and when their own process drops them', async () => {
      const stores = await open()
      const { outbox } = stores
      await outbox.keepReceipt(receipt)
      await create(stores, 'wf_1')
      await outbox.keepReceipt({ ...receipt, workflow: 'wf_2' })
      await outbox.keepReceipt({ ...receipt, workflow: 'wf_3' })
      await outbox.dropReceipt('wf_2')
      await (await stores.openAnother()).outbox.dropReceipt('wf_3')

      expect(workflowsOf(await (await stores.openSurvivor()).outbox.claim(claim))).toEqual(['wf_3'])
    })

    it('of a process that lives are told after five minutes', async () => {
      const { outbox, openAnother } = await open()
      await outbox.keepReceipt(receipt)
      const other = await openAnother()

      expect(await other.outbox.claim({ ...claim, atMs: noonMs + 299_999 })).toEqual([])
      expect(await other.outbox.claim({ ...claim, atMs: noonMs + 300_000 })).toHaveLength(1)
    })
  })
}

/** Results of runs: posted with the end of the run, first for the process that ran it. */
export function describeResults(open: OpenOutbox): void {
  describe('results', () => {
    it('are known as not released until they are, or are claimed', async () => {
      const stores = await open()
      const { outbox } = stores
      for (const id of ['wf_1', 'wf_2', 'wf_3']) {
        await create(stores, id)
        await end(stores, id, 'completed')
      }
      const of = (workflow: string) => ({ workflow, tenant: 'guild_1' })

      expect(await outbox.unreleased()).toEqual([of('wf_1'), of('wf_2'), of('wf_3')])
      await outbox.release('wf_2', noonMs)
      expect(await outbox.unreleased()).toEqual([of('wf_1'), of('wf_3')])
      await outbox.claim(claim)
      expect(await outbox.unreleased()).toEqual([])
    })

    it('are posted with the end of a run that somebody waits for', async () => {
      const stores = await open()
      await create(stores, 'wf_1')
      await create(stores, 'wf_nobody', { replyTo: undefined })
      await end(stores, 'wf_1', 'completed')
      await end(stores, 'wf_nobody', 'completed')

      const released = [
        await stores.outbox.release('wf_1', noonMs),
        await stores.outbox.release('wf_nobody', noonMs),
      ]

      expect(released).toEqual([true, false])
      expect(await stores.outbox.claim(claim)).toMatchObject([
        { kind: 'result', workflow: 'wf_1', attempts: 1, createdAtMs: noonMs, deliveries: [] },
      ])
    })

    it.each(['completed', 'partial', 'refused', 'failed', 'cancelled'] as const)(
      'are posted when the run ends as %s',
      async (state) => {
        const stores = await open()
        await create(stores, 'wf_1')
        await end(stores, 'wf_1', state)

        expect(await stores.outbox.release('wf_1', noonMs)).toBe(true)
      },
    )

    it('wait for the process that ran them, a minute at most', async () => {
      const stores = await open()
      const { outbox: other } = await stores.openAnother()
      await create(stores, 'wf_1')
      await end(stores, 'wf_1', 'completed')

      const before = await other.claim({ ...claim, atMs: noonMs + 59_999 })
      const after = await other.claim({ ...claim, atMs: noonMs + 60_000 })

      expect([before, after].map(workflowsOf)).toEqual([[], ['wf_1']])
    })

    it('of a process that has died are claimed at once', async () => {
      const stores = await open()
      await create(stores, 'wf_1')
      await end(stores, 'wf_1', 'completed')
      const { outbox: survivor } = await stores.openSurvivor()

      expect(workflowsOf(await survivor.claim({ ...claim, atMs: noonMs }))).toEqual(['wf_1'])
    })

    it('are not released a second time, while they are being delivered', async () => {
      const stores = await open()
      await create(stores, 'wf_1')
      await end(stores, 'wf_1', 'completed')
      await stores.outbox.release('wf_1', noonMs)
      await stores.outbox.claim(claim)

      expect(await stores.outbox.release('wf_1', noonMs)).toBe(false)
    })

    it('are not delivered any more when the run goes on', async () => {
      const stores = await open()
      await create(stores, 'wf_1')
      await end(stores, 'wf_1', 'partial')

      await stores.workflows.claim('wf_1')

      expect(await stores.outbox.release('wf_1', noonMs)).toBe(false)
      expect(await stores.outbox.claim(claim)).toEqual([])
    })

    it('are not posted by who ends a run that another has taken over', async () => {
      const stores = await open()
      await create(stores, 'wf_1')
      await end(stores, 'wf_1', 'partial')
      await stores.workflows.claim('wf_1')

      expect(await end(stores, 'wf_1', 'completed')).toBe(false)

      expect(await stores.outbox.release('wf_1', noonMs)).toBe(false)
      expect(await stores.outbox.claim(claim)).toEqual([])
    })

    it('are a parcel of their own, under a nonce of their own, each time that a run ends', async () => {
      const stores = await open()
      await create(stores, 'wf_1')
      await end(stores, 'wf_1', 'partial')
      await stores.outbox.release('wf_1', noonMs)
      const [first] = await stores.outbox.claim(claim)
      await stores.outbox.end(first?.id ?? 0, 'delivered', noonMs)
      await stores.workflows.claim('wf_1')
      await end(stores, 'wf_1', 'completed', noonMs, 2)
      await stores.outbox.release('wf_1', noonMs)

      const [second] = await stores.outbox.claim(claim)

      expect(second).toMatchObject({ kind: 'result', workflow: 'wf_1', attempts: 1 })
      expect(second?.nonce).not.toBe(first?.nonce)
      expect([first, second].map((parcel) => parcel?.nonce.length)).toEqual([25, 25])
    })
  })

  describe('what reached nobody', () => {
    it('is kept for the member who asked, newest first, until they come for it', async () => {
      const stores = await open()
      const { outbox } = stores
      for (const [id, user] of [
        ['wf_1', '7'],
        ['wf_2', '7'],
        ['wf_3', '8'],
        ['wf_4', '7'],
        ['wf_5', '7'],
      ] as const)
        await create(stores, id, { user })
      await end(stores, 'wf_1', 'completed', noonMs)
      await end(stores, 'wf_2', 'partial', noonMs + 2)
      await end(stores, 'wf_3', 'completed', noonMs + 3)
      await end(stores, 'wf_4', 'completed', noonMs + 4)
      await end(stores, 'wf_5', 'failed', noonMs + 5)
      for (const parcel of await outbox.claim(claim))
        await outbox.end(
          parcel.id,
          parcel.kind === 'result' && parcel.workflow === 'wf_4' ? 'delivered' : 'kept',
          claim.atMs,
        )

      const kept = await outbox.keptFor('7', 10)
      const first = kept[0]
      await outbox.handOver(first?.parcel ?? 0, claim.atMs)

      expect(kept).toMatchObject([
        { workflow: 'wf_2', title: 'Title of wf_2', endedAtMs: noonMs + 2 },
        { workflow: 'wf_1', title: 'Title of wf_1', endedAtMs: noonMs },
      ])
      expect(await outbox.keptFor('7', 1)).toMatchObject([{ workflow: 'wf_1' }])
      expect(await outbox.keptFor('9', 10)).toEqual([])
    })

    it('is not kept any more when the run goes on', async () => {
      const stores = await open()
      await create(stores, 'wf_1')
      await end(stores, 'wf_1', 'partial')
      for (const { id } of await stores.outbox.claim(claim)) await stores.outbox.end(id, 'kept', claim.atMs)

      await stores.workflows.claim('wf_1')

      expect(await stores.outbox.keptFor('7', 10)).toEqual([])
    })
  })
}
