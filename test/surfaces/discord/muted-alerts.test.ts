import type { APIMessage } from 'discord.js'
import { expect, it } from 'vitest'
import { noticeOf } from '../../../src/outbox/owner-notice.ts'
import { topicOf } from '../../../src/outbox/topic.ts'
import { dayMs, noonMs, usd } from '../../support/ledger/requests.ts'
import { channel, localDiscord, manager, owner, runBot } from './local-bot.ts'
import { buttonOf, isForOneAlone, shows, textOf } from './message-view.ts'
import { rawRequest } from './raw-request.ts'

const spike = {
  kind: 'spend_spike',
  dimension: 'bot',
  subject: 'bot',
  fromMs: noonMs,
  toMs: noonMs + dayMs,
  spentNanoUsd: usd('9'),
  usualNanoUsd: usd('1'),
  boundNanoUsd: usd('2'),
  workflow: 'wf_1',
  user: null,
  also: '',
} as const
const topic = topicOf(spike) ?? ''

it.each([
  ['en-US', 'not told', 'told of this again'],
  ['ru', 'больше не сообщается', 'снова сообщается'],
])('an alert is muted by an owner, and heard again, in %s', async (locale, muted, unmuted) => {
  const discord = await localDiscord({ owner: owner.id })
  const { context } = await runBot(discord)
  const { outbox } = context.autointel
  await outbox.addNotice(noticeOf(spike, noonMs))
  const alert = await discord.waitForDirectMessage(owner.id, shows('$9.00'))
  const by = { user: owner.id, isDirect: true, locale }

  const told = await discord.button(alert, buttonOf(alert, 'mute'), by).waitFor(shows(muted))
  const whileMuted = await outbox.isMuted(topic)
  await discord.button(told, buttonOf(told, 'unmute'), by).waitFor(shows(unmuted))

  expect([whileMuted, await outbox.isMuted(topic)]).toEqual([true, false])
  expect(discord.violations).toEqual([])
})

it.each([
  ['by who is no owner', `mute|bot|${topic}`, manager.id],
  ['for a topic that is none', 'mute|bot|x', owner.id],
  ['for a topic with a name of its own', 'mute|bot', owner.id],
])('nothing is muted %s', async (_, customId, user) => {
  const discord = await localDiscord({ owner: owner.id })
  const { context } = await runBot(discord)
  const button = { type: 2, style: 1, label: 'Press', custom_id: customId }
  await rawRequest(discord, 'POST', `/channels/${channel}/messages`, {
    content: 'forged',
    components: [{ type: 1, components: [button] }],
  })
  const message = await discord.waitForMessage(channel, (shown: APIMessage) => shown.content === 'forged')

  const told = await discord
    .button(message, customId, { user })
    .waitFor((shown) => textOf(shown) !== 'forged')

  expect(isForOneAlone(told)).toBe(true)
  expect(await context.autointel.outbox.isMuted(topic)).toBe(false)
})
