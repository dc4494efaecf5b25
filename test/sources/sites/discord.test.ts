import { expect, it, onTestFinished } from 'vitest'
import { createSourceReader } from '../../../src/sources/acquire-source.ts'
import { messageLinkIn, type PostedMessage } from '../../../src/sources/posted-messages.ts'
import { SourceError as Refused, type SourceError } from '../../../src/sources/source-error.ts'
import { type LocalAnswer, openLocalWeb } from '../../support/sources/local-web.ts'
import { located } from '../../support/sources/located.ts'
import { readFromWeb } from '../../support/sources/read-from-web.ts'
import { HandDrivenTimers } from '../../support/time/hand-driven-timers.ts'
import { inPlace } from '../../support/workers/in-place.ts'

const message = 'https://discord.com/channels/120000000000000001/130000000000000001/140000000000000001'
const file = 'https://cdn.discordapp.com/attachments/130000000000000001/140000000000000001/notes.md'
const asker = { tenant: 'guild_120000000000000001', user: '7', visibility: 'member' } as const
const posted: PostedMessage = {
  author: 'Ada',
  postedAt: '2026-03-02T09:00:00.000Z',
  text: 'The bridge opens on Friday.',
  answered: { author: 'Ben', text: 'When does it open?' },
  files: [],
}

/** Asked on a server, where Discord itself answers as it is told here. */
async function readOnServer(
  link: string,
  {
    answers = {},
    found = posted,
  }: { readonly answers?: Record<string, LocalAnswer>; readonly found?: PostedMessage },
) {
  const web = await openLocalWeb(answers)
  const reader = createSourceReader({
    workers: inPlace,
    timers: new HandDrivenTimers(),
    allowHosts: [],
    connector: web.connector,
    messages: {
      read: async () => found,
      signAgain: async ({ address, channel }) => {
        if (channel !== '130000000000000001')
          throw new Refused({ reason: 'message_closed', values: {} }, address)
        return `${address.split('?')[0]}?ex=7fffffff`
      },
    },
  })
  onTestFinished(() => reader.close())
  return reader.read(located(link), { asker })
}

it.each([
  [message, { server: '120000000000000001', channel: '130000000000000001', message: '140000000000000001' }],
  [message.replace('discord.com', 'ptb.discord.com'), { message: '140000000000000001' }],
  [message.replace('discord.com', 'discordapp.com'), { channel: '130000000000000001' }],
  [message.replace('120000000000000001', '@me'), { server: '@me' }],
  [message.replace(/\/\d+$/, ''), { message: undefined }],
])('knows where %s leads', (link, place) => {
  expect(messageLinkIn(new URL(link))).toMatchObject(place)
})

it('reads a message with what it answers', async () => {
  expect(await readOnServer(message, {})).toMatchObject({
    type: 'post',
    siteName: 'Discord',
    title: 'The bridge opens on Friday.',
    author: 'Ada',
    publishedAt: posted.postedAt,
    url: message,
    text: 'The bridge opens on Friday.\n\n### Ben\n\nWhen does it open?',
  })
})

const notes = { body: '# Notes\n\nThe arch holds.', type: 'text/markdown' }

it('reads the file of a message that says nothing', async () => {
  const found = {
    ...posted,
    text: '',
    answered: undefined,
    files: [{ name: 'notes.md', url: `${file}?ex=1`, sizeBytes: 20 }],
  }
  const source = await readOnServer(message, { found, answers: { 'cdn.discordapp.com/*': notes } })
  expect(source).toMatchObject({
    type: 'markdown',
    title: 'Notes',
    author: 'Ada',
    url: message,
    text: '# Notes\n\nThe arch holds.',
  })
})

it.each([
  ['signed', `${file}?ex=1`, { [`${file.slice(8)}?ex=1`]: notes }],
  ['signed anew', `${file}?ex=1`, { [`${file.slice(8)}?ex=7fffffff`]: notes }],
  ['signed, where it was not', file, { [`${file.slice(8)}?ex=7fffffff`]: notes }],
])('reads a file by its address, %s', async (_how, link, answers) => {
  expect(await readOnServer(link, { answers })).toMatchObject({
    title: 'Notes',
    url: file,
    siteName: 'Discord',
  })
})

it('does not have a file signed anew that cannot be read, or for who may not see it', async () => {
  const reasonOf = (link: string, answers: Record<string, LocalAnswer>) =>
    readOnServer(link, { answers }).catch((error: SourceError) => error.reason)
  expect(
    await reasonOf(file, { [file.slice(8)]: { body: 'x', type: 'application/x-shockwave-flash' } }),
  ).toBe('unsupported_type')
  expect(await reasonOf(file.replace('130000000000000001', '130000000000000002'), {})).toBe('message_closed')
})

it.each([
  [message, 'message_elsewhere'],
  [message.replace('120000000000000001', '@me'), 'message_elsewhere'],
  [`${file}?ex=1`, 'attachment_expired'],
])('tells of %s on the command line that it cannot be read there', async (link, reason) => {
  const { error } = await readFromWeb(link, {})
  expect(error).toMatchObject({ reason })
})
