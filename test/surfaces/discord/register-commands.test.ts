import { expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { systemTimers } from '../../../src/app/timers.ts'
import { defaultDepthTiers } from '../../../src/budget/depth-tiers.ts'
import type { CommandBody } from '../../../src/surfaces/discord/bot-context.ts'
import { registerCommands } from '../../../src/surfaces/discord/register-commands.ts'
import { BotRest } from '../../../src/surfaces/discord/rest.ts'
import { commandBodies } from '../../../src/surfaces/discord/slash-commands.ts'
import { localDiscord } from './local-bot.ts'

const bodies = commandBodies(commands, defaultDepthTiers)
const first = (change: (body: CommandBody) => CommandBody) =>
  bodies.map((body, index) => (index === 0 ? change(structuredClone(body)) : body))

async function registrar() {
  const discord = await localDiscord()
  const rest = new BotRest({ settings: discord, token: discord.token, timers: systemTimers })
  const register = (set: readonly CommandBody[]) =>
    registerCommands(rest, { applicationId: discord.applicationId, guildId: undefined, commands: set })
  return { discord, register }
}

it('sends the set once, in a form that Discord takes', async () => {
  const { discord, register } = await registrar()
  expect(await register(bodies)).toBe('registered')
  expect(await register(bodies)).toBe('unchanged')
  expect(await register(bodies.toReversed())).toBe('unchanged')
  expect(discord.violations).toEqual([])
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
