import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { startLocalDiscord } from '../../support/discord/local-discord.ts'
import { rawRequest } from './raw-request.ts'

const channel = { id: '130000000000000001', name: 'links' }
const messagesPath = `/channels/${channel.id}/messages`
const many = { limit: 100_000, windowMs: 1000 }
const isComponentsV2 = 1 << 15

let discord: LocalDiscord

beforeAll(async () => {
  discord = await startLocalDiscord({
    guilds: [{ id: '120000000000000001', name: 'Readers', channels: [channel] }],
    globalRequestsPerSecond: 100_000,
    rateLimits: { 'POST /channels/:channel/messages': many },
  })
})

afterAll(() => discord.close())

const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index))
const text = (count: number) => 'x'.repeat(count)
const embed = (parts: object) => ({ embeds: [{ title: 'Brief', ...parts }] })
const field = (parts: object) => embed({ fields: [{ name: 'n', value: 'v', ...parts }] })
const button = (parts: object) => ({ type: 2, style: 1, label: 'b', ...parts })
const row = (...components: object[]) => ({ type: 1, components })
const rows = (...all: object[]) => ({ content: 'c', components: all })
const option = (index: number) => ({ label: `o${index}`, value: `v${index}` })
const select = (parts: object) => rows(row({ type: 3, custom_id: 's', options: [option(0)], ...parts }))
const display = (count: number) => ({ type: 10, content: text(count) })
const version2 = (...components: object[]) => ({ flags: isComponentsV2, components })
const longEmbeds = (total: number) => ({
  embeds: [
    { title: text(200), description: text(3000), footer: { text: text(300) } },
    {
      description: text(total - 3500 - 4 - 10),
      author: { name: text(10) },
      fields: [{ name: 'na', value: 'va' }],
    },
  ],
})

/** Limit, the largest that is taken, a payload of the size given, where the refusal points. */
const limits: [string, number, (size: number) => object, string][] = [
  ['characters of content', 2000, (size) => ({ content: text(size) }), 'content'],
  ['embeds', 10, (size) => ({ embeds: times(size, () => ({ title: 't' })) }), 'embeds'],
  ['characters of a title', 256, (size) => embed({ title: text(size) }), 'embeds.0.title'],
  ['characters of a description', 4096, (size) => embed({ description: text(size) }), 'embeds.0.description'],
  [
    'fields',
    25,
    (size) => embed({ fields: times(size, () => ({ name: 'n', value: 'v' })) }),
    'embeds.0.fields',
  ],
  ['characters of a field name', 256, (size) => field({ name: text(size) }), 'embeds.0.fields.0.name'],
  ['characters of a field', 1024, (size) => field({ value: text(size) }), 'embeds.0.fields.0.value'],
  ['characters of a footer', 2048, (size) => embed({ footer: { text: text(size) } }), 'embeds.0.footer.text'],
  ['characters of an author', 256, (size) => embed({ author: { name: text(size) } }), 'embeds.0.author.name'],
  ['characters in all embeds', 6000, longEmbeds, 'embeds'],
  [
    'rows',
    5,
    (size) => rows(...times(size, (index) => row(button({ custom_id: `${index}` })))),
    'components',
  ],
  [
    'buttons in a row',
    5,
    (size) => rows(row(...times(size, (index) => button({ custom_id: `${index}` })))),
    'components.0.components',
  ],
  [
    'characters of a custom id',
    100,
    (size) => rows(row(button({ custom_id: text(size) }))),
    'components.0.components.0.custom_id',
  ],
  [
    'characters of a label',
    80,
    (size) => rows(row(button({ custom_id: 'c', label: text(size) }))),
    'components.0.components.0.label',
  ],
  [
    'options of a select',
    25,
    (size) => select({ options: times(size, option) }),
    'components.0.components.0.options',
  ],
  [
    'characters of a placeholder',
    150,
    (size) => select({ placeholder: text(size) }),
    'components.0.components.0.placeholder',
  ],
  [
    'characters of an option',
    100,
    (size) => select({ options: [{ label: 'l', value: text(size) }] }),
    'components.0.components.0.options.0.value',
  ],
  [
    'components of version 2',
    40,
    (size) => version2({ type: 17, components: times(size - 1, () => display(1)) }),
    'components',
  ],
  ['characters of version 2', 4000, (size) => version2(display(1000), display(size - 1000)), 'components'],
  ['characters of a nonce', 25, (size) => ({ content: 'c', nonce: text(size) }), 'nonce'],
]

describe('the size of messages', () => {
  it.each(limits)('takes %s up to %i', async (_, limit, payload) => {
    const answer = await rawRequest(discord, 'POST', messagesPath, payload(limit))
    expect(answer).toMatchObject({ status: 200, body: { channel_id: channel.id } })
  })

  it.each(limits)('refuses more %s than %i, and keeps a record of it', async (_, limit, payload, path) => {
    const before = discord.violations.length
    const answer = await rawRequest(discord, 'POST', messagesPath, payload(limit + 1))
    expect(answer).toMatchObject({ status: 400, body: { code: 50035, message: 'Invalid Form Body' } })
    expect(answer.body).toHaveProperty(['errors', ...path.split('.'), '_errors', 0, 'code'])
    expect(discord.violations.slice(before)).toMatchObject([
      { kind: 'payload', code: 50035, path: messagesPath },
    ])
  })

  it('takes a file of 10 MiB and no byte more', async () => {
    const file = (size: number) => [{ name: 'a.bin', bytes: new Uint8Array(size) }]
    const largest = 10 * 1024 * 1024
    expect(await rawRequest(discord, 'POST', messagesPath, {}, file(largest))).toMatchObject({ status: 200 })
    const refused = await rawRequest(discord, 'POST', messagesPath, {}, file(largest + 1))
    expect(refused).toMatchObject({ status: 413, body: { code: 40005 } })
  })

  it('takes ten files and no eleventh', async () => {
    const files = times(11, (index) => ({ name: `${index}.txt`, bytes: new Uint8Array(1) }))
    expect(await rawRequest(discord, 'POST', messagesPath, {}, files.slice(1))).toMatchObject({ status: 200 })
    expect(await rawRequest(discord, 'POST', messagesPath, {}, files)).toMatchObject({ status: 400 })
  })
})

const invalid: [string, object, string][] = [
  ['a value of the wrong type', { content: 5 }, 'content'],
  ['an embed link that is none', embed({ url: 'nowhere' }), 'embeds.0.url'],
  ['an embed link with another scheme', embed({ url: 'ftp://example.org' }), 'embeds.0.url'],
  ['a blank field', field({ value: ' ' }), 'embeds.0.fields.0.value'],
  ['a picture that was not uploaded', embed({ image: { url: 'attachment://a.png' } }), 'embeds'],
  ['an attachment that was not uploaded', { content: 'c', attachments: [{ id: '0' }] }, 'attachments.0.id'],
  ['a flag that only Discord sets', { content: 'c', flags: 128 }, 'flags'],
  ['content beside components version 2', { content: 'c', ...version2(display(1)) }, 'content'],
  ['a version 2 component without the flag', { components: [display(1)] }, 'components.0.type'],
  [
    'a custom id used twice',
    rows(row(button({ custom_id: 'a' }), button({ custom_id: 'a' }))),
    'components.0.components.1.custom_id',
  ],
  [
    'a button without label or emoji',
    rows(row({ type: 2, style: 1, custom_id: 'a' })),
    'components.0.components.0',
  ],
  ['a button without custom id', rows(row(button({}))), 'components.0.components.0.custom_id'],
  ['a link button without link', rows(row(button({ style: 5 }))), 'components.0.components.0.url'],
  [
    'a button with custom id and link',
    rows(row(button({ custom_id: 'a', url: 'https://example.org' }))),
    'components.0.components.0',
  ],
  [
    'a select that asks for more than it offers',
    select({ max_values: 2 }),
    'components.0.components.0.max_values',
  ],
  [
    'a select with a value twice',
    select({ options: [option(1), option(1)] }),
    'components.0.components.0.options',
  ],
  [
    'a select with two defaults for one value',
    select({ options: times(2, (index) => ({ ...option(index), default: true })) }),
    'components.0.components.0.options',
  ],
  [
    'a select beside a button',
    rows(row(button({ custom_id: 'a' }), { type: 5, custom_id: 'b' })),
    'components.0.components',
  ],
  ['an unknown component', rows(row({ type: 99 })), 'components.0.components.0.type'],
  ['an enforced nonce that is none', { content: 'c', enforce_nonce: true }, 'nonce'],
]

describe('the shape of messages', () => {
  it.each(invalid)('refuses %s', async (_, payload, path) => {
    const answer = await rawRequest(discord, 'POST', messagesPath, payload)
    expect(answer).toMatchObject({ status: 400, body: { code: 50035 } })
    expect(answer.body).toHaveProperty(['errors', ...path.split('.'), '_errors', 0, 'code'])
  })

  it.each([
    ['nothing at all', {}],
    ['only blanks', { content: ' \n ' }],
    ['an embed of which nothing shows', { embeds: [{ color: 1 }] }],
    ['buttons alone', { components: [row(button({ custom_id: 'a' }))] }],
  ])('refuses %s as empty', async (_, payload) => {
    const answer = await rawRequest(discord, 'POST', messagesPath, payload)
    expect(answer).toMatchObject({ status: 400, body: { code: 50006 } })
  })

  it('refuses an edit that leaves nothing, and keeps what an edit does not name', async () => {
    const { body } = await rawRequest(discord, 'POST', messagesPath, { content: 'c', ...embed({}) })
    const path = `${messagesPath}/${(body as { id: string }).id}`
    const edited = await rawRequest(discord, 'PATCH', path, { content: '' })
    expect(edited).toMatchObject({ status: 200, body: { content: '', embeds: [{ title: 'Brief' }] } })
    expect(await rawRequest(discord, 'PATCH', path, { embeds: [] })).toMatchObject({ body: { code: 50006 } })
    expect(await rawRequest(discord, 'GET', path)).toMatchObject({ body: { embeds: [{ title: 'Brief' }] } })
    expect(await rawRequest(discord, 'DELETE', path)).toMatchObject({ status: 204 })
    expect(await rawRequest(discord, 'GET', path)).toMatchObject({ status: 404, body: { code: 10008 } })
  })
})

describe('nonces', () => {
  it('gives the same message for the same enforced nonce, for five minutes', async () => {
    const send = async (parts: object) =>
      (await rawRequest(discord, 'POST', messagesPath, { content: 'c', nonce: 'n1', ...parts })).body
    const first = await send({ enforce_nonce: true })
    expect(await send({ enforce_nonce: true, content: 'other' })).toEqual(first)
    expect(await send({})).not.toMatchObject({ id: (first as { id: string }).id })
    discord.advance(5 * 60 * 1000)
    expect(await send({ enforce_nonce: true, content: 'later' })).toMatchObject({ content: 'later' })
  })
})

describe('access', () => {
  it('refuses other tokens, unknown routes, channels and JSON that is none', async () => {
    const stranger = { ...discord, token: 'other' }
    expect(await rawRequest(stranger, 'GET', '/users/@me')).toMatchObject({ status: 401 })
    expect(await rawRequest(discord, 'GET', '/nowhere')).toMatchObject({ status: 404, body: { code: 0 } })
    const unknown = await rawRequest(discord, 'POST', '/channels/1/messages', { content: 'c' })
    expect(unknown).toMatchObject({ status: 404, body: { code: 10003 } })
    const headers = { authorization: `Bot ${discord.token}` }
    const broken = await fetch(`${discord.apiUrl}/v10${messagesPath}`, { method: 'POST', headers, body: '{' })
    expect(await broken.json()).toMatchObject({ code: 50109 })
    expect(discord.violations.slice(-3).map(({ kind }) => kind)).toEqual([
      'unauthorized',
      'unknown-route',
      'payload',
    ])
  })

  it('refuses messages to a forbidden channel without blaming the bot', async () => {
    const other = await startLocalDiscord({
      guilds: [{ id: '120000000000000001', name: 'G', channels: [channel] }],
    })
    other.forbidChannel(channel.id)
    expect(await rawRequest(other, 'POST', messagesPath, { content: 'c' })).toMatchObject({
      body: { code: 50001 },
    })
    expect(other.violations).toEqual([])
    await other.close()
  })
})
