import { describe, expect, it } from 'vitest'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import type { OutboxStore } from '../../src/outbox/outbox-store.ts'
import { budgetOf, dayMs, hourMs, noonMs, someone, spend } from '../support/ledger/requests.ts'

export interface OutboxBooks {
  readonly ledger: LedgerStore
  readonly outbox: OutboxStore
}

/** An outbox with the ledger that writes its alerts; `openAnother` opens the same as another process would. */
export type OpenOutbox = () => Promise<OutboxBooks & { openAnother(): Promise<OutboxBooks> }>

const claim = { limit: 100, leaseMs: 60_000, atMs: noonMs + dayMs }

async function deliverAll(outbox: OutboxStore): Promise<void> {
  for (const { id } of await outbox.claimAlerts(claim)) await outbox.alertDelivered(id, claim.atMs)
}

/** What every outbox store must do, whatever it keeps the parcels in. */
export function describeOutboxContract(name: string, open: OpenOutbox): void {
  describe(name, () => {
    describe('claiming', () => {
      async function withThreeAlerts() {
        const books = await open()
        await books.ledger.setBudget(budgetOf('default', 'day', '1.00'))
        for (const tenant of ['guild_a', 'guild_b', 'guild_c'])
          await spend(books.ledger, '0.60', { attribution: { ...someone, tenant } })
        return books
      }

      it('gives each alert to one of two claimers', async () => {
        const { outbox, openAnother } = await withThreeAlerts()
        const { outbox: other } = await openAnother()

        const claims = await Promise.all([outbox.claimAlerts(claim), other.claimAlerts(claim)])

        expect(
          claims
            .flat()
            .map(({ subject }) => subject)
            .sort(),
        ).toEqual(['guild_a', 'guild_b', 'guild_c'])
      })

      it('gives no more than it was asked for, oldest first', async () => {
        const { outbox } = await withThreeAlerts()

        const first = await outbox.claimAlerts({ ...claim, limit: 2 })
        const second = await outbox.claimAlerts({ ...claim, limit: 2 })

        expect([first, second].map((alerts) => alerts.map(({ subject }) => subject))).toEqual([
          ['guild_a', 'guild_b'],
          ['guild_c'],
        ])
      })

      it('gives a claimed alert again when the claim runs out', async () => {
        const { outbox } = await withThreeAlerts()
        await outbox.claimAlerts({ ...claim, limit: 1 })

        const during = await outbox.claimAlerts({ ...claim, atMs: claim.atMs + 59_999 })
        const after = await outbox.claimAlerts({ ...claim, atMs: claim.atMs + 60_000 })

        expect(during.map(({ subject }) => subject)).toEqual(['guild_b', 'guild_c'])
        expect(after).toMatchObject([{ subject: 'guild_a', attempts: 2 }])
      })

      it('gives a failed alert again at the time it was put off to', async () => {
        const { outbox } = await withThreeAlerts()
        const [alert] = await outbox.claimAlerts(claim)
        await outbox.alertFailed(alert?.id ?? -1, claim.atMs + 5000)

        const before = await outbox.claimAlerts({ ...claim, atMs: claim.atMs + 4999 })
        const after = await outbox.claimAlerts({ ...claim, atMs: claim.atMs + 5000 })

        expect(before).toEqual([])
        expect(after).toMatchObject([{ id: alert?.id, attempts: 2 }])
      })

      it('never gives a delivered alert again, in no process and at no time', async () => {
        const { outbox, openAnother } = await withThreeAlerts()
        await deliverAll(outbox)
        const { outbox: other } = await openAnother()
        const [first] = await other.claimAlerts({ ...claim, atMs: claim.atMs + hourMs })
        await outbox.alertFailed(1, 0)

        expect(first).toBeUndefined()
        expect(await other.claimAlerts({ ...claim, atMs: claim.atMs + 365 * dayMs })).toEqual([])
      })
    })
  })
}
