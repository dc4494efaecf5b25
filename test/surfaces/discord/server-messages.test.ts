import type { APIMessage } from 'discord.js'
import { expect, it, onTestFinished } from 'vitest'
import { createLog } from '../../../src/app/log.ts'
import { systemTimers } from '../../../src/app/timers.ts'
import type { Asker, MessageLink } from '../../../src/sources/posted-messages.ts'
import { createClient } from '../../../src/surfaces/discord/client.ts'
import { BotRest } from '../../../src/surfaces/discord/rest.ts'
import { ServerMessages } from '../../../src/surfaces/discord/server-messages.ts'
import { channel, guild, localDiscord, manager, member, other, owner } from './local-bot.ts'

const hidden = '130000000000000002'
const thread = '130000000000000003'
const privateThread = '130000000000000004'
const elsewhere = {
  id: '120000000000000002',
  name: 'Others',
  channels: [{ id: '130000000000000009', name: 'x' }],
}
const channels = [
  {
    id: channel,
    name: 'general',
    threads: [
      { id: thread, name: 'open' },
      { id: privateThread, name: 'closed', isPrivate: true, members: [member.id] },
    ],
  },
  { id: hidden, name: 'staff', isHidden: true },
]
const administrator = 1n << 3n
const members = [
  { user: owner.id },
  { user: member.id },
  { user: manager.id },
  { user: other.id, permissions: administrator },
]

async function openMessages(
  options: { readonly privilegedIntents?: boolean; readonly isOnGateway?: boolean } = {},
) {
  const discord = await localDiscord({
    privilegedIntents: true,
    guilds: [{ ...guild, channels, members }, elsewhere],
    ...options,
  })
  const settings = { apiUrl: discord.apiUrl, watchesChannels: false, shards: undefined } as never
  const rest = new BotRest({ settings, token: discord.token, timers: systemTimers })
  const client = createClient(settings, rest, createLog({ level: 'fatal', secrets: [] }))
  if (options.isOnGateway !== false) {
    const isReady = new Promise((resolve) => client.once('clientReady', resolve))
    await client.login(discord.token)
    await isReady
  }
  onTestFinished(() => client.destroy())
  const messages = new ServerMessages({ client, rest })
  return { discord, messages }
}

const linkTo = ({ channel_id, id }: APIMessage, server = guild.id): MessageLink & { message: string } => ({
  server,
  channel: channel_id,
  message: id,
})
const asker = (more: Partial<Asker> = {}): Asker => ({
  tenant: `guild_${guild.id}`,
  user: member.id,
  visibility: 'member',
  channel,
  ...more,
})

it('reads a message with who has written it, and whom it mentions', async () => {
  const { discord, messages } = await openMessages()
  const said = discord.post(`The bridge opens, <@${owner.id}>.`, { user: owner.id })
  expect(await messages.read(linkTo(said), asker({ visibility: 'server' }))).toMatchObject({
    author: 'owner',
    text: expect.stringMatching(/^The bridge opens, @/),
    postedAt: said.timestamp.replace('+00:00', 'Z').replace(/\.(\d{3})\d*Z/, '.$1Z'),
    files: [],
  })
})

it.each([
  ['on the gateway', true],
  ['that only asks', false],
])(
  'a process %s reads it for those who may see it, and tells the others no more than that they may not',
  async (_, isOnGateway) => {
    const { discord, messages } = await openMessages({ isOnGateway })
    const post = (where: string, user = owner.id) =>
      linkTo(discord.post('Only here.', { user, channel: where }))
    const [open, staff, inThread, inPrivate] = [channel, hidden, thread, privateThread].map((where) =>
      post(where),
    )
    const outcome = (link: MessageLink | undefined, who: Asker) =>
      messages.read(link as MessageLink & { message: string }, who).then(
        ({ text }) => text,
        (error) => error.reason,
      )

    const answers = {
      'an open channel, for all': await outcome(open, asker({ visibility: 'server' })),
      'a hidden channel, for a member without it': await outcome(staff, asker()),
      'a hidden channel, for a member without it, from within': await outcome(
        staff,
        asker({ channel: hidden, visibility: 'channel' }),
      ),
      'a hidden channel, for its administrator alone': await outcome(staff, asker({ user: other.id })),
      'a hidden channel, for its administrator, among its readers': await outcome(
        staff,
        asker({ user: other.id, channel: hidden, visibility: 'channel' }),
      ),
      'a hidden channel, for its administrator, before the server': await outcome(
        staff,
        asker({ user: other.id, visibility: 'server' }),
      ),
      'a hidden channel, for its administrator, in another channel': await outcome(
        staff,
        asker({ user: other.id, visibility: 'channel' }),
      ),
      'a thread, for all': await outcome(inThread, asker({ visibility: 'server' })),
      'a private thread, for one of it': await outcome(inPrivate, asker()),
      'a private thread, for one who is not of it': await outcome(inPrivate, asker({ user: manager.id })),
      'a private thread, for one of it, before the server': await outcome(
        inPrivate,
        asker({ visibility: 'server' }),
      ),
      'a private thread, for its administrator': await outcome(inPrivate, asker({ user: other.id })),
      'a message of another server': await outcome({ ...open, server: elsewhere.id } as MessageLink, asker()),
      'a channel of another server under this one': await outcome(
        { ...open, channel: '130000000000000009' } as MessageLink,
        asker(),
      ),
      'direct messages': await outcome({ ...open, server: '@me' } as MessageLink, asker()),
      'asked in direct messages': await outcome(open, asker({ tenant: `dm_${member.id}` })),
      'one who is not of the server': await outcome(open, asker({ user: '110000000000000099' })),
      'a message that is gone': await outcome(
        { ...open, message: '150000000000000001' } as MessageLink,
        asker(),
      ),
    }

    expect(answers).toEqual({
      'an open channel, for all': 'Only here.',
      'a hidden channel, for a member without it': 'message_closed',
      'a hidden channel, for a member without it, from within': 'message_closed',
      'a hidden channel, for its administrator alone': 'Only here.',
      'a hidden channel, for its administrator, among its readers': 'Only here.',
      'a hidden channel, for its administrator, before the server': 'message_for_few',
      'a hidden channel, for its administrator, in another channel': 'message_for_few',
      'a thread, for all': 'Only here.',
      'a private thread, for one of it': 'Only here.',
      'a private thread, for one who is not of it': 'message_closed',
      'a private thread, for one of it, before the server': 'message_for_few',
      'a private thread, for its administrator': 'Only here.',
      'a message of another server': 'message_elsewhere',
      'a channel of another server under this one': 'message_closed',
      'direct messages': 'message_elsewhere',
      'asked in direct messages': 'message_elsewhere',
      'one who is not of the server': 'message_closed',
      'a message that is gone': 'page_not_found',
    })
  },
)

it('tells of a message whose content the bot is not given that it may not read it', async () => {
  const { discord, messages } = await openMessages({ privilegedIntents: false })
  const said = discord.post('The bridge opens.', { user: owner.id })
  await expect(messages.read(linkTo(said), asker())).rejects.toMatchObject({ reason: 'message_closed' })
})

it('has a file signed anew for those who may see its channel', async () => {
  const { messages } = await openMessages()
  const file = (where: string) => ({
    address: `https://cdn.discordapp.com/attachments/${where}/140000000000000001/a.md?ex=1`,
    channel: where,
  })
  expect(await messages.signAgain(file(channel), asker())).toMatch(
    /\/140000000000000001\/a\.md\?ex=[0-9a-f]{8}&/,
  )
  await expect(messages.signAgain(file(hidden), asker())).rejects.toMatchObject({ reason: 'message_closed' })
  await expect(messages.signAgain(file('130000000000000009'), asker())).rejects.toMatchObject({
    reason: 'message_closed',
  })
})
