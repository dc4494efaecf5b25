import { expect, it } from 'vitest'
import { createLog } from '../../../src/app/log.ts'
import { systemTimers } from '../../../src/app/timers.ts'
import {
  createApplicationOwners,
  fetchApplication,
} from '../../../src/surfaces/discord/application-owners.ts'
import { BotRest } from '../../../src/surfaces/discord/rest.ts'
import type { LocalDiscordOptions } from '../../support/discord/options.ts'
import { localDiscord, manager, member, other, owner } from './local-bot.ts'

async function ownersOf(options: LocalDiscordOptions, ownerIds: readonly string[] = []) {
  const discord = await localDiscord(options)
  const rest = new BotRest({ settings: discord, token: discord.token, timers: systemTimers })
  const application = await fetchApplication(rest)
  const log = createLog({ level: 'silent', secrets: [] })
  return {
    discord,
    application,
    owners: createApplicationOwners(application, { rest, ownerIds, log }),
    rest,
    log,
  }
}

it('knows the application’s owner', async () => {
  const { owners } = await ownersOf({ owner: member.id })
  expect(owners.ids()).toEqual([member.id])
  expect(owners.isOwner(member.id)).toBe(true)
  expect(owners.isOwner(other.id)).toBe(false)
})

it('adds those whom the operator names, each once', async () => {
  const { owners } = await ownersOf({ owner: member.id }, [other.id, member.id])
  expect(owners.ids()).toEqual([other.id, member.id])
})

it('takes of a team its owner, admins and developers who have accepted, and not those who only read', async () => {
  const { application, rest, log } = await ownersOf({ team: [owner.id, member.id, other.id, manager.id] })
  const [, admin, reader, invited] = application.team?.members ?? []
  Object.assign(admin ?? {}, { role: 'developer' })
  Object.assign(reader ?? {}, { role: 'read_only' })
  Object.assign(invited ?? {}, { membership_state: 1 })
  const owners = createApplicationOwners(application, { rest, ownerIds: [], log })
  expect(owners.ids()).toEqual([owner.id, member.id])
})

it('keeps those it knows while Discord does not answer', async () => {
  const { discord, owners } = await ownersOf({ owner: member.id })
  discord.failNext({ kind: 'server-error', path: '/applications/@me', times: 9 })
  await owners.refresh()
  expect(owners.ids()).toEqual([member.id])
})
