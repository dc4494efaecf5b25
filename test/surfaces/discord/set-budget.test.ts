import { expect, it } from 'vitest'
import type { Requester } from '../../../src/access/requester.ts'
import {
  bookedSubject,
  directMessagesSubject,
  serverSubject,
  userSubject,
} from '../../../src/ledger/subject.ts'
import { textsOf } from '../../../src/locales/i18n.ts'
import { setBudget } from '../../../src/surfaces/discord/set-budget.ts'
import { budgetOf, noonMs, usd } from '../../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../../support/ledger/temporary-books.ts'
import { shownText } from './render/payload.ts'

const texts = textsOf('en')
const server = { subject: serverSubject('1'), displayName: 'Readers' }
const owner: Requester = { user: '7', role: 'owner', tenant: directMessagesSubject('7') }
const manager: Requester = { user: '8', role: 'manager', tenant: serverSubject('1') }
const wish = { period: 'day', limitNanoUsd: usd('15'), atMs: noonMs } as const

async function ledgerWith(limitUsd: string) {
  const ledger = await openLedgerAt(temporaryPath())
  await ledger.setBudget(budgetOf('guild_1', 'day', limitUsd, { mode: 'hard' }))
  return ledger
}

it('acts for owners as owners and for managers as managers, by name', async () => {
  const ledger = await ledgerWith('20')
  await setBudget(wish, server, owner, { ledger, texts })
  await setBudget({ ...wish, limitNanoUsd: usd('10') }, server, manager, { ledger, texts })
  const [byManager, byOwner] = await ledger.budgetHistory(bookedSubject('guild_1'), 2)
  expect(byOwner).toMatchObject({ by: 'user_7', role: 'owner', limitNanoUsd: usd('15') })
  expect(byManager).toMatchObject({ by: 'user_8', role: 'manager', limitNanoUsd: usd('10') })
})

it('keeps managers to the owner’s limit and mode, and owners to nothing', async () => {
  const ledger = await ledgerWith('10')
  const higher = await setBudget(wish, server, manager, { ledger, texts })
  const softer = await setBudget({ ...wish, limitNanoUsd: usd('5'), mode: 'soft' }, server, manager, {
    ledger,
    texts,
  })
  expect(shownText(higher)).toContain('at most $10.00')
  expect(shownText(softer)).toContain('hard')
  expect(await ledger.budgetHistory(bookedSubject('guild_1'), 9)).toHaveLength(1)
  expect(shownText(await setBudget(wish, server, owner, { ledger, texts }))).toContain('$15.00')
})

it('lets a manager take back what a manager has set, and not what an owner has', async () => {
  const ledger = await ledgerWith('10')
  const unset = { ...wish, limitNanoUsd: undefined }
  const tooSoon = await setBudget(unset, server, manager, { ledger, texts })
  await setBudget({ ...wish, limitNanoUsd: usd('5') }, server, manager, { ledger, texts })
  const takenBack = await setBudget(unset, server, manager, { ledger, texts })
  expect(shownText(tooSoon)).toContain('Only the bot’s owners')
  expect(shownText(takenBack)).toContain('$10.00')
  const [day] = (await ledger.budgetStatus(bookedSubject('guild_1'), noonMs)).filter(
    ({ period }) => period === 'day',
  )
  expect(day?.budget).toMatchObject({ limitNanoUsd: usd('10') })
})

it.each([
  ['another server', { subject: serverSubject('2'), displayName: undefined }],
  ['a member', { subject: userSubject('8'), displayName: undefined }],
])('sets nothing for a manager of %s', async (_, chosen) => {
  const ledger = await ledgerWith('10')
  const told = await setBudget(wish, chosen, manager, { ledger, texts })
  expect(shownText(told)).toContain('Only the bot’s owners')
  expect(await ledger.budgetHistory(bookedSubject(chosen.subject.name), 9)).toEqual([])
})

it('keeps the mode when none is given', async () => {
  const ledger = await openLedgerAt(temporaryPath())
  await ledger.setBudget(budgetOf('guild_1', 'day', '10', { mode: 'soft' }))
  await setBudget(wish, server, owner, { ledger, texts })
  const [change] = await ledger.budgetHistory(bookedSubject('guild_1'), 1)
  expect(change).toMatchObject({ limitNanoUsd: usd('15'), mode: 'soft' })
})
