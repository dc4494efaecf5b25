import { expect, it } from 'vitest'
import { channel, guild, localDiscord, member, other, owner, runBot } from './local-bot.ts'
import { isForOneAlone, shows, textOf } from './message-view.ts'

const hidden = '130000000000000002'
const channels = [
  { id: channel, name: 'general' },
  { id: hidden, name: 'staff', isHidden: true },
]
const members = [{ user: owner.id }, { user: member.id }, { user: other.id }]
const news =
  'The old harbour bridge opens again on Friday. Lorries have to wait until May, because the second arch leaned by three millimetres in the frost.'

it('reads the message of a link for who may see it, and shows the brief to nobody who may not', async () => {
  const discord = await localDiscord({
    privilegedIntents: true,
    guilds: [{ ...guild, channels, members }],
  })
  const { context } = await runBot(discord)
  const linkTo = (where: string) => {
    const { id } = discord.post(news, { user: owner.id, channel: where })
    return `https://discord.com/channels/${guild.id}/${where}/${id}`
  }
  const ask = (url: string, user: string, options: object = {}) =>
    discord.command('autointel', { url, depth: 'quick', ...options }, { user })
  const staff = linkTo(hidden)

  const open = await ask(linkTo(channel), member.id).waitFor(shows('harbour bridge opens again'))
  expect(isForOneAlone(open)).toBe(false)

  const closed = await ask(staff, member.id).waitFor(shows('You may not see this message, or I may not.'))
  expect(isForOneAlone(closed)).toBe(true)
  expect(textOf(closed)).not.toContain('harbour')

  const both = await ask(`${linkTo(channel)} ${staff}`, owner.id).waitFor(shows('harbour bridge opens again'))
  expect(isForOneAlone(both)).toBe(true)

  // The owner of the server sees every channel.
  const forOne = await ask(staff, owner.id, { private: false }).waitFor(shows('harbour bridge opens again'))
  expect(isForOneAlone(forOne)).toBe(true)

  const elsewhere = 'https://discord.com/channels/120000000000000002/130000000000000009/140000000000000001'
  await ask(elsewhere, member.id).waitFor(shows('single messages of the server that I am asked on'))

  const runs = await context.autointel.workflows.recent({ limit: 5 })
  expect(runs.map(({ state, visibility, costNanoUsd }) => [state, visibility, costNanoUsd])).toEqual([
    ['failed', 'member', 0n],
    ['completed', 'member', 0n],
    ['completed', 'member', 0n],
    ['failed', 'member', 0n],
    ['completed', 'server', 0n],
  ])
  expect(discord.violations).toEqual([])
})
