import type { Task } from '../../../src/ledger/attribution.ts'
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import type { RecordRequest } from '../../../src/ledger/requests.ts'
import { dayMs, noonMs, someCall, spend } from '../../support/ledger/requests.ts'
import { guild, localDiscord, member, other, runBot } from './local-bot.ts'

export const here = `guild_${guild.id}`

/** A booking of so many days ago, by a member of the server. */
export function booked(
  ledger: LedgerStore,
  amountUsd: string,
  {
    tenant = here,
    user = member.id,
    task = 'analysis',
    daysAgo = 0,
    ...overrides
  }: Partial<RecordRequest> & { tenant?: string; user?: string; task?: Task; daysAgo?: number } = {},
) {
  return spend(ledger, amountUsd, {
    atMs: noonMs - daysAgo * dayMs,
    attribution: { tenant, user, workflow: `wf_${tenant}`, task, depth: 'standard' },
    usage: { inputTokens: { total: 100 }, outputTokens: { total: 10 } },
    ...overrides,
  })
}

/** $3.50 in the last seven days and $4.00 on the eighth, of two members; $40.00 of another server; $0.75 in direct messages: in the order of time, as calls are. */
async function bookCosts(ledger: LedgerStore): Promise<void> {
  await booked(ledger, '4.00', { daysAgo: 7 })
  await booked(ledger, '2.00', { user: other.id, daysAgo: 6, call: { ...someCall, model: 'gpt-5' } })
  await booked(ledger, '1.25')
  await booked(ledger, '0.25', { task: 'verification', provenance: 'estimated' })
  await booked(ledger, '40.00', { tenant: 'guild_120000000000000009' })
  await booked(ledger, '0.75', { tenant: `dm_${member.id}` })
}

/** A bot that has booked these costs, at noon of a Wednesday. */
export async function botWithCosts(settings: Readonly<Record<string, string>> = {}) {
  const discord = await localDiscord()
  const running = await runBot(discord, settings, { now: () => noonMs })
  const { autointel } = running.context
  await bookCosts(autointel.ledger)
  return { discord, running, autointel, ledger: autointel.ledger, workflows: autointel.workflows }
}
