import { REST } from '@discordjs/rest'
import { type RESTPostAPIChannelMessageResult, Routes } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { systemTimers } from '../../../../src/app/timers.ts'
import { textsOf } from '../../../../src/locales/i18n.ts'
import type { Delivery } from '../../../../src/outbox/parcel.ts'
import { MessageSender } from '../../../../src/surfaces/discord/delivery/message-sender.ts'
import {
  answerChannel,
  closingChannel,
  directChannel,
  editChannel,
  inPlaceChannel,
  type ResultDelivery,
} from '../../../../src/surfaces/discord/delivery/result-channels.ts'
import { type ReplyAddress, tokenLifeMs } from '../../../../src/surfaces/discord/reply-address.ts'
import { channel, localDiscord, member } from '../local-bot.ts'
import { textOf } from '../message-view.ts'

const startedAtMs = Date.UTC(2026, 10, 26, 12)
const none: ReadonlyMap<string, Delivery> = new Map()

/** A message of the bot in a channel, and a result that is to take its place. */
async function open({
  afterMs = tokenLifeMs,
  ...overrides
}: Partial<ReplyAddress> & { afterMs?: number } = {}) {
  const discord = await localDiscord()
  const rest = new REST({ api: discord.apiUrl }).setToken(discord.token)
  const body = { content: 'Reading…', allowed_mentions: { parse: [] } }
  const posted = await rest.post(Routes.channelMessages(channel), { body })
  const { id: messageId } = posted as RESTPostAPIChannelMessageResult
  const address: ReplyAddress = {
    applicationId: discord.applicationId,
    interactionToken: 'a-token',
    messageId,
    channelId: channel,
    locale: 'en-US',
    guildLocale: 'en-US',
    userId: member.id,
    startedAtMs,
    showCost: false,
    isPrivate: false,
    isBotThere: true,
    ...overrides,
  }
  const delivery: ResultDelivery = {
    address,
    message: { content: 'The brief' },
    plain: { content: 'An error' },
    nonce: 'a-nonce',
    serverName: 'Readers *of* @everyone',
    texts: textsOf('en'),
    sender: new MessageSender({ rest, timers: systemTimers, timeoutMs: 15_000 }),
    now: () => startedAtMs + afterMs,
  }
  const contents = () => discord.messages(channel).map(textOf)
  return { discord, delivery, messageId, contents }
}

const rejected = { kind: 'refusal', status: 400, code: 50035 } as const

describe('the message that showed the progress', () => {
  it('is not tried to be changed once the token may be over', async () => {
    const { discord, delivery } = await open({ afterMs: tokenLifeMs })
    const before = discord.requests.length

    expect(await editChannel(delivery).send(none)).toMatchObject({ kind: 'unreachable', reason: 'expired' })
    expect(discord.requests).toHaveLength(before)
  })

  it('is tried to be changed until then; that the token is over already is no reason to give up other ways', async () => {
    const { discord, delivery } = await open({ afterMs: tokenLifeMs - 1 })
    discord.failNext({ path: '/webhooks/', kind: 'refusal', status: 401, code: 50027 })

    expect(await editChannel(delivery).send(none)).toMatchObject({ kind: 'unreachable', reason: 'expired' })
  })

  it.each([
    [10008, 404, 'withdrawn'],
    [50001, 403, 'unreachable'],
    [987654, 400, 'unreachable'],
    [0, 401, 'failed'],
    [0, 502, 'failed'],
  ] as const)('that Discord refuses with %i (%i) is %s', async (code, status, kind) => {
    const { discord, delivery } = await open({ afterMs: 0 })
    discord.failNext({ path: '/webhooks/', kind: 'refusal', status, code, times: 9 })

    expect(await editChannel(delivery).send(none)).toMatchObject({ kind })
  })

  it('takes a result that is not worth a new message, by the right of the bot', async () => {
    const { discord, delivery, messageId } = await open()

    expect(await inPlaceChannel(delivery).send(none)).toEqual({ kind: 'sent' })
    expect(discord.messages(channel).map((one) => [one.id, textOf(one)])).toEqual([[messageId, 'The brief']])
  })
})

describe('an answer in the channel', () => {
  it('mentions the member, and leaves the old message ended', async () => {
    const { delivery, contents, discord } = await open()

    expect(await answerChannel(delivery).send(none)).toMatchObject({
      kind: 'sent',
      message: { channelId: channel },
    })
    expect(contents()).toEqual([
      'This took longer than 15 minutes. The result comes in a message of its own.',
      `<@${member.id}> The brief`,
    ])
    expect(discord.messagesThatMayMention()).toHaveLength(1)
  })

  it('is another one when Discord does not take the first', async () => {
    const { discord, delivery, contents } = await open()
    discord.failNext({ method: 'POST', path: '/channels/', ...rejected })

    expect(await answerChannel(delivery).send(none)).toMatchObject({
      kind: 'sent',
      message: { channelId: channel },
    })
    expect(contents()[1]).toBe(`<@${member.id}> An error`)
  })

  it('is not given where somebody has deleted the message', async () => {
    const { discord, delivery, messageId, contents } = await open()
    discord.deleteMessage(channel, messageId)

    expect(await answerChannel(delivery).send(none)).toMatchObject({ kind: 'withdrawn' })
    expect(contents()).toEqual([])
  })

  it('is the same message when it is sent again', async () => {
    const { discord, delivery, contents } = await open()
    discord.failNext({ method: 'POST', path: '/channels/', kind: 'close', isCarriedOut: true })

    const first = await answerChannel(delivery).send(none)
    const second = await answerChannel(delivery).send(none)

    expect([first.kind, second.kind]).toEqual(['failed', 'sent'])
    expect(contents()).toHaveLength(2)
  })
})

describe('a direct message', () => {
  it('names the place, whatever that is called, above the result', async () => {
    const { discord, delivery } = await open()

    await directChannel(delivery).send(none)

    const [{ content = '' } = {}] = discord.directMessages(member.id)
    expect(content.split('\n')).toEqual([
      expect.stringMatching(
        /^-# The answer to your \/autointel in <#130000000000000001> on Readers \\\*of\\\* @.?everyone\. It/,
      ),
      'The brief',
    ])
    expect(discord.messagesThatMayMention()).toEqual([])
  })

  it('names the channel alone where the server’s name is not known', async () => {
    const { discord, delivery } = await open()

    await directChannel({ ...delivery, serverName: undefined }).send(none)

    const [{ content = '' } = {}] = discord.directMessages(member.id)
    expect(content).toContain(`/autointel in <#${channel}>. It comes here because`)
  })
})

describe('the end of the old message', () => {
  it.each([
    ['channel', 'This took longer than 15 minutes, so the brief is in the channel.'],
    ['direct', 'The result could not be shown here. It went to the member by direct message.'],
  ])('says that the result went by %s', async (wentBy, content) => {
    const { delivery, contents } = await open()

    expect(await closingChannel(delivery, wentBy).send(none)).toEqual({ kind: 'sent' })
    expect(contents()).toEqual([content])
  })

  it('cannot be said in a private one whose token is over', async () => {
    const { delivery, discord } = await open({ isPrivate: true })
    const before = discord.requests.length

    expect(await closingChannel(delivery, 'direct').send(none)).toMatchObject({ kind: 'unreachable' })
    expect(discord.requests).toHaveLength(before)
  })

  it('is said in a private one as long as its token lives', async () => {
    const { delivery, discord } = await open({ isPrivate: true, afterMs: tokenLifeMs - 1 })

    await closingChannel(delivery, 'direct').send(none)

    expect(discord.requests.at(-1)?.path).toContain('/webhooks/')
  })

  it('is said by the right of the bot when Discord has called the token over, whatever the clock says', async () => {
    const { delivery, contents } = await open({ afterMs: 0 })
    const expired = {
      channel: 'edit',
      state: 'unreachable',
      attempts: 1,
      dueAtMs: 0,
      reason: 'expired',
    } as const

    await closingChannel(delivery, 'direct').send(new Map([['edit', expired]]))

    expect(contents()).toEqual([
      'The result could not be shown here. It went to the member by direct message.',
    ])
  })
})
