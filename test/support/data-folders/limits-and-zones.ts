import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { budgetOf } from '../ledger/requests.ts'
import { directMessages, manager, member, otherServer, owner, server } from './people.ts'

/** Limits by owners and by a manager, taken away and set again, and a time zone for two subjects. */
export async function setLimitsAndZones(ledger: LedgerStore, atMs: number): Promise<void> {
  const byOwner = { by: `user_${owner}`, atMs }
  const byManager = { by: `manager_${manager}`, atMs: atMs + 60_000 }
  await ledger.setTimeZone({
    subject: bookedSubject(server),
    timeZone: 'America/New_York',
    by: `manager_${manager}`,
    role: 'manager',
    atMs,
  })
  await ledger.setTimeZone({
    subject: bookedSubject(directMessages),
    timeZone: 'Asia/Kathmandu',
    by: `user_${owner}`,
    role: 'owner',
    atMs,
  })
  await ledger.setBudget(budgetOf('bot', 'month', '50', byOwner))
  await ledger.setBudget(budgetOf('default', 'day', '15', byOwner))
  await ledger.setBudget(budgetOf(server, 'month', '60', byOwner))
  await ledger.setBudget(budgetOf(server, 'month', '4', byManager))
  await ledger.setBudget(budgetOf(server, 'day', '12', byOwner))
  await ledger.setBudget(budgetOf(server, 'day', '0.4', byManager))
  await ledger.setBudget(budgetOf(otherServer, 'month', '25', byOwner))
  await ledger.setBudget(budgetOf(otherServer, 'month', undefined, { ...byOwner, atMs: atMs + 120_000 }))
  await ledger.setBudget(budgetOf(otherServer, 'day', '1', { ...byOwner, mode: 'soft' }))
  await ledger.setBudget(budgetOf(directMessages, 'day', '1', byOwner))
  await ledger.setBudget(budgetOf(directMessages, 'month', '15', byOwner))
  await ledger.setBudget(budgetOf(`user_${member}`, 'day', '0.25', byOwner))
}
