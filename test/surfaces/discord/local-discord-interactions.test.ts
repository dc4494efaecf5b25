import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InteractionHandle } from '../../support/discord/interactions/interaction-handle.ts'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { startLocalDiscord } from '../../support/discord/local-discord.ts'
import type { SmallBot } from './local-discord-bot.ts'
import { startSmallBot } from './local-discord-bot.ts'
import { rawRequest } from './raw-request.ts'

const url = 'https://example.org/article'
const quarterHourMs = 15 * 60 * 1000

const now = Date.parse('2026-11-22T12:00:00Z')
let discord: LocalDiscord
let bot: SmallBot

beforeEach(async () => {
  discord = await startLocalDiscord({ clock: () => now })
  bot = await startSmallBot(discord)
})

afterEach(async () => {
  await bot.client.destroy()
  await discord.close()
})

const answer = (handle: InteractionHandle, body: object, query = '') =>
  rawRequest(discord, 'POST', `/interactions/${handle.id}/${handle.token}/callback${query}`, body)
const say = (handle: InteractionHandle, content = 'c') => answer(handle, { type: 4, data: { content } })
const webhook = (handle: InteractionHandle, method: string, rest: string, body?: object) =>
  rawRequest(discord, method, `/webhooks/${discord.applicationId}/${handle.token}${rest}`, body)
const kinds = () => discord.violations.map(({ kind }) => kind)
const text = (count: number) => 'x'.repeat(count)
const input = (parts: object) => ({ type: 4, custom_id: 'i', style: 1, label: 'l', ...parts })
const modal = (parts: object) => ({
  type: 9,
  data: { custom_id: 'm', title: 't', components: [{ type: 1, components: [input({})] }], ...parts },
})
const withButton = {
  content: 'c',
  components: [{ type: 1, components: [{ type: 2, style: 1, label: 'b', custom_id: 'b' }] }],
}

describe('the time for a first answer', () => {
  it('takes an answer after three seconds and not a millisecond later', async () => {
    const inTime = discord.command('read', { url })
    const late = discord.command('read', { url })
    discord.advance(3000)
    expect(await say(inTime)).toMatchObject({ status: 204 })
    expect(inTime.answeredWithinMs).toBe(3000)
    discord.advance(1)
    expect(await say(late)).toMatchObject({ status: 404, body: { code: 10062 } })
    expect(late.answeredWithinMs).toBeUndefined()
    expect(discord.unanswered().map(({ id }) => id)).toEqual([late.id])
    expect(kinds()).toEqual(['late-answer'])
  })

  it('refuses a second answer, and answers to what never was', async () => {
    const handle = discord.command('read', { url })
    await say(handle)
    expect(await say(handle, 'again')).toMatchObject({ status: 400, body: { code: 40060 } })
    expect(await answer({ ...handle, id: '1', token: 'other' }, { type: 4 })).toMatchObject({ status: 404 })
    expect(handle.response?.content).toBe('c')
    expect(kinds()).toEqual(['second-answer', 'out-of-order'])
  })

  it('shows the real client the refusal of an answer that comes late', async () => {
    bot.onInteraction(async (interaction) => {
      discord.advance(3001)
      await (interaction.isChatInputCommand() && interaction.reply('too late'))
    })
    discord.command('read', { url })
    await discord.waitUntil(() => discord.violations[0])
    expect(kinds()).toEqual(['late-answer'])
  })
})

describe('the life of a token', () => {
  it('takes edits and follow-ups for fifteen minutes', async () => {
    const handle = discord.command('read', { url })
    await say(handle)
    discord.advance(quarterHourMs - 1)
    expect(await webhook(handle, 'PATCH', '/messages/@original', { content: 'd' })).toMatchObject({
      status: 200,
    })
    expect(await webhook(handle, 'POST', '', { content: 'e' })).toMatchObject({ status: 200 })
    discord.advance(1)
    const expired = { status: 401, body: { code: 50027, message: 'Invalid Webhook Token' } }
    expect(await webhook(handle, 'PATCH', '/messages/@original', { content: 'f' })).toMatchObject(expired)
    expect(await webhook(handle, 'POST', '', { content: 'g' })).toMatchObject(expired)
    expect(kinds()).toEqual(['expired-token', 'expired-token'])
    expect([handle.response, ...handle.followUps].map((message) => message?.content)).toEqual(['d', 'e'])
  })

  it('takes no follow-up before the first answer', async () => {
    const handle = discord.command('read', { url })
    expect(await webhook(handle, 'POST', '', { content: 'c' })).toMatchObject({
      status: 404,
      body: { code: 10015 },
    })
    expect(kinds()).toEqual(['out-of-order'])
  })

  it('reads, edits and deletes follow-ups one by one', async () => {
    const handle = discord.command('read', { url })
    await say(handle)
    const { body } = await webhook(handle, 'POST', '', { content: 'c', flags: 64 })
    const path = `/messages/${(body as { id: string }).id}`
    expect(await webhook(handle, 'GET', path)).toMatchObject({ body: { content: 'c', flags: 64 } })
    await webhook(handle, 'PATCH', path, { content: 'd' })
    expect(handle.followUps).toMatchObject([{ content: 'd' }])
    expect(await webhook(handle, 'DELETE', path)).toMatchObject({ status: 204 })
    expect(handle.followUps).toEqual([])
    expect(await webhook(handle, 'GET', path)).toMatchObject({ status: 404, body: { code: 10008 } })
  })
})

describe('kinds of answers', () => {
  it('gives the message back where it is asked to', async () => {
    const deferred = await answer(
      discord.command('read', { url }),
      { type: 5, data: { flags: 64 } },
      '?with_response=true',
    )
    expect(deferred).toMatchObject({
      status: 200,
      body: {
        interaction: { type: 2, response_message_loading: true, response_message_ephemeral: true },
        resource: { type: 5, message: { flags: 192 } },
      },
    })
  })

  it.each([
    ['an update to a command, which has no message', { type: 7, data: { content: 'c' } }],
    ['a deferred update to a command', { type: 6 }],
    ['choices to a command', { type: 8, data: { choices: [] } }],
    ['an unknown type', { type: 99 }],
    ['no type', {}],
  ])('refuses %s', async (_, body) => {
    const handle = discord.command('read', { url })
    const refused = await answer(handle, body)
    expect(refused).toMatchObject({ status: 400, body: { code: 50035, errors: { type: {} } } })
    expect(await say(handle)).toMatchObject({ status: 204 })
  })

  it('refuses a message as completion, and a form as answer to a form', async () => {
    const typing = discord.autocomplete('read', { url: 'h' }, 'url')
    expect(await say(typing)).toMatchObject({ status: 400 })
    const shown = discord.command('read', { url })
    await answer(shown, modal({}))
    const submitted = discord.modal(shown, { i: 'v' })
    expect(await answer(submitted, modal({}))).toMatchObject({ status: 400, body: { code: 50035 } })
    expect(await answer(submitted, { type: 7, data: { content: 'c' } })).toMatchObject({ status: 400 })
    expect(await say(submitted)).toMatchObject({ status: 204 })
    expect(kinds()).toEqual(['payload', 'payload', 'payload'])
  })

  it('has no original message after a form, and the message of the button after an update', async () => {
    const shown = discord.command('read', { url })
    await answer(shown, modal({}))
    expect(await webhook(shown, 'GET', '/messages/@original')).toMatchObject({ body: { code: 10008 } })
    const handle = discord.command('read', { url })
    await answer(handle, { type: 4, data: withButton })
    const pressed = discord.button(handle, 'b')
    await answer(pressed, { type: 6 })
    const original = await webhook(pressed, 'GET', '/messages/@original')
    expect(original).toMatchObject({ body: { id: handle.response?.id } })
  })
})

const sizes: [string, number, (size: number) => object, string][] = [
  ['characters of a message', 2000, (size) => ({ type: 4, data: { content: text(size) } }), 'data.content'],
  ['characters of a form title', 45, (size) => modal({ title: text(size) }), 'data.title'],
  ['characters of a form id', 100, (size) => modal({ custom_id: text(size) }), 'data.custom_id'],
  [
    'rows of a form',
    5,
    (size) =>
      modal({
        components: Array.from({ length: size }, (_, index) => ({
          type: 1,
          components: [input({ custom_id: `${index}` })],
        })),
      }),
    'data.components',
  ],
  [
    'characters of an input label',
    45,
    (size) => modal({ components: [{ type: 1, components: [input({ label: text(size) })] }] }),
    'data.components.0.components.0.label',
  ],
  [
    'characters of a placeholder',
    100,
    (size) => modal({ components: [{ type: 1, components: [input({ placeholder: text(size) })] }] }),
    'data.components.0.components.0.placeholder',
  ],
]

describe('the size of answers', () => {
  it.each(sizes)('takes %s up to %i and no more', async (_, limit, body, path) => {
    const handle = discord.command('read', { url })
    const refused = await answer(handle, body(limit + 1))
    expect(refused).toMatchObject({ status: 400, body: { code: 50035 } })
    expect(refused.body).toHaveProperty(['errors', ...path.split('.'), '_errors'])
    expect(await answer(handle, body(limit))).toMatchObject({ status: 204 })
  })

  it('takes 25 choices of 100 characters and no more', async () => {
    const handle = discord.autocomplete('read', { url: 'h' }, 'url')
    const choices = (count: number, length: number) => ({
      type: 8,
      data: { choices: Array.from({ length: count }, () => ({ name: text(length), value: 'v' })) },
    })
    expect(await answer(handle, choices(26, 1))).toMatchObject({ status: 400 })
    expect(await answer(handle, choices(1, 101))).toMatchObject({ status: 400 })
    expect(await answer(handle, choices(25, 100))).toMatchObject({ status: 204 })
  })

  it.each([
    ['two inputs in a row', [{ type: 1, components: [input({}), input({ custom_id: 'j' })] }]],
    [
      'an id used twice',
      [
        { type: 1, components: [input({})] },
        { type: 1, components: [input({})] },
      ],
    ],
    ['an input without label', [{ type: 1, components: [input({ label: null })] }]],
    ['a minimum over the maximum', [{ type: 1, components: [input({ min_length: 3, max_length: 2 })] }]],
  ])('refuses a form with %s', async (_, components) => {
    const refused = await answer(discord.command('read', { url }), modal({ components }))
    expect(refused).toMatchObject({ status: 400, body: { code: 50035 } })
  })
})
