import { expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { ConfigError } from '../../../src/app/settings/config-error.ts'
import { systemTimers } from '../../../src/app/timers.ts'
import { defaultDepthTiers } from '../../../src/budget/depth-tiers.ts'
import type { CommandBody, SlashCommandBody } from '../../../src/surfaces/discord/bot-context.ts'
import { commandBodies } from '../../../src/surfaces/discord/command-bodies.ts'
import { clearOtherCommands, registerCommands } from '../../../src/surfaces/discord/register-commands.ts'
import { BotRest } from '../../../src/surfaces/discord/rest.ts'
import { guild, localDiscord } from './local-bot.ts'

const bodies = commandBodies(commands, defaultDepthTiers)
const first = (change: (body: SlashCommandBody) => SlashCommandBody) =>
  bodies.map((body, index) => (index === 0 ? change(structuredClone(body) as SlashCommandBody) : body))

async function registrar(guildId?: string) {
  const discord = await localDiscord()
  const rest = new BotRest({ settings: discord, token: discord.token, timers: systemTimers })
  const register = async (set: readonly CommandBody[], where = guildId) => {
    const options = { applicationId: discord.applicationId, guildId: where, commands: set }
    const { outcome } = await registerCommands(rest, options)
    return outcome
  }
  const clear = (where = guildId) =>
    clearOtherCommands(rest, { applicationId: discord.applicationId, guildId: where })
  return { discord, register, clear }
}

it('sends the set once, in a form that Discord takes', async () => {
  const { discord, register } = await registrar()
  expect(await register(bodies)).toBe('registered')
  expect(await register(bodies)).toBe('unchanged')
  expect(await register(bodies.toReversed())).toBe('unchanged')
  expect(discord.violations).toEqual([])
})

it('sends the set of one server once, too, though Discord does not say there where commands are offered', async () => {
  const { discord, register } = await registrar(guild.id)
  expect(await register(bodies)).toBe('registered')
  expect(await register(bodies)).toBe('unchanged')
  expect(discord.violations).toEqual([])
})

it('takes away what is offered elsewhere, so that no command shows twice, and asks for nothing when there is none', async () => {
  const { discord, register, clear } = await registrar()
  await register(bodies, guild.id)
  await register(bodies, undefined)
  expect(await clear(undefined)).toEqual([guild.id])
  expect(discord.commands(guild.id)).toEqual([])
  expect(discord.commands()).toHaveLength(bodies.length)
  await register(bodies, guild.id)
  expect(await clear(guild.id)).toEqual(['everywhere'])
  expect(discord.commands()).toEqual([])
  const { length: before } = discord.requests.filter(({ method }) => method === 'PUT')
  expect(await clear(guild.id)).toEqual([])
  expect(discord.requests.filter(({ method }) => method === 'PUT')).toHaveLength(before)
})

it('says in one line that the bot is not on the one server', async () => {
  const { register } = await registrar('129999999999999999')
  await expect(register(bodies)).rejects.toThrow(
    new ConfigError([
      'DISCORD_GUILD_ID=129999999999999999: the bot is not on this server. Invite it, or name another.',
    ]),
  )
})

it.each<[string, readonly CommandBody[]]>([
  ['a description', first((body) => ({ ...body, description: 'Another' }))],
  ['a translation', first((body) => ({ ...body, description_localizations: { ru: 'Иначе' } }))],
  ['an option that is gone', first((body) => ({ ...body, options: body.options?.slice(0, 1) ?? [] }))],
  ['the place where it is offered', first((body) => ({ ...body, contexts: [0] }))],
  ['who may use it', first((body) => ({ ...body, default_member_permissions: '32' }))],
  ['a command that is gone', bodies.slice(1)],
  [
    'another ceiling of a depth',
    commandBodies(commands, { ...defaultDepthTiers, quick: defaultDepthTiers.deep }),
  ],
])('sees that %s has changed', async (_, changed) => {
  const { register } = await registrar()
  await register(bodies)
  expect(await register(changed)).toBe('registered')
  expect(await register(changed)).toBe('unchanged')
})
