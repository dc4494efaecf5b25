import { MessageFlags } from 'discord.js'
import { expect, it } from 'vitest'
import { writeTinyPdf } from '../../sources/tiny-pdf.ts'
import type { LocalFile } from '../../support/discord/uploads.ts'
import { spokenWav } from '../../support/sound/spoken-wav.ts'
import { serveArticle } from './article.ts'
import { localDiscord, member, runBot } from './local-bot.ts'
import { shows, textOf } from './message-view.ts'
import { paidBot } from './paid-bot.ts'

const sentence = 'The ferry to Westmere runs twice a day since the harbour was closed on Monday.'
const file = (name: string, contentType: string, bytes: Uint8Array | string): LocalFile => ({
  name,
  contentType,
  bytes: Buffer.from(bytes),
})

async function readingBot() {
  const [discord, article] = await Promise.all([localDiscord(), serveArticle()])
  const hosts = [article.host, new URL(discord.apiUrl).host].join(',')
  const running = await runBot(discord, { SOURCE_ALLOW_HOSTS: hosts })
  return { discord, article, ...running }
}

it.each([
  file('ferry.txt', 'text/plain; charset=utf-8', sentence),
  file('ferry.md', 'text/markdown', `# Ferry\n\n${sentence}`),
  file('ferry.html', 'text/html', `<html><body><article><p>${sentence}</p></article></body></html>`),
  file('ferry.vtt', 'text/vtt', `WEBVTT\n\n00:00.000 --> 00:04.000\n${sentence}\n`),
  file('ferry.srt', 'application/x-subrip', `1\n00:00:00,000 --> 00:00:04,000\n${sentence}\n`),
  file('ferry.pdf', 'application/pdf', writeTinyPdf([[{ text: sentence }]])),
])('reads the attached $name', async (attached) => {
  const { discord, context } = await readingBot()
  const asked = discord.command('autointel', { file: attached, depth: 'quick' }, { user: member.id })
  expect(textOf(await asked.waitFor(shows('quick · wf_')))).toContain('ferry to Westmere')
  const [run] = await context.autointel.workflows.recent({ limit: 1 })
  expect(run?.location).toMatchObject({ kind: 'attachment', address: attached.name })
  expect(discord.violations).toEqual([])
})

it('listens to an attached recording where transcription is set up', async () => {
  const { discord, running } = await paidBot({}, { settings: { STT_MODEL: 'openai:whisper-1' } })
  const attached = file('talk.wav', 'audio/wav', spokenWav(30))
  const asked = discord.command('autointel', { file: attached, depth: 'quick' }, { user: member.id })
  await asked.waitFor(shows('quick · wf_'))
  const [run] = await running.context.autointel.workflows.recent({ limit: 1 })
  expect(run).toMatchObject({ state: 'completed', location: { address: 'talk.wav' } })
  expect(discord.violations).toEqual([])
})

it('shows nobody the address of a file, which whoever has it could open', async () => {
  const { discord, lines } = await readingBot()
  const attached = file('ferry.txt', 'text/plain', sentence)
  const asked = discord.command('autointel', { file: attached, depth: 'quick' }, { user: member.id })
  const brief = await asked.waitFor(shows('quick · wf_'))
  expect(JSON.stringify([brief, ...asked.edits, ...lines])).not.toContain('ephemeral-attachments')
})

it.each([
  ['en-US', {}, 'Give me something to read'],
  ['ru', {}, 'Дайте мне что-нибудь прочитать'],
  [
    'en-US',
    { file: file('a.txt', 'text/plain', 'a'), file2: file('b.gif', 'image/gif', 'a') },
    'b.gif: This is a picture. I cannot read that.',
  ],
  ['en-US', { file: file('a.gif', 'image/gif', 'a') }, 'This is a picture. I cannot read that.'],
  ['ru', { file: file('a.rar', 'application/vnd.rar', 'a') }, 'Такое прочитать я не могу.'],
  ['en-US', { file: file('a.mp3', 'audio/mpeg', 'a') }, 'Use a link to a transcript or to captions instead.'],
  ['ru', { file: file('a.mp4', 'video/mp4', 'a') }, 'субтитр'],
])('tells a reader of %s at once what cannot be read, and what can: %o', async (locale, options, text) => {
  const { discord, context } = await readingBot()
  const told = await discord.command('autointel', options, { user: member.id, locale }).waitFor(shows(text))
  expect(told.flags).toBe(MessageFlags.Ephemeral)
  expect(await context.autointel.workflows.recent({ limit: 1 })).toEqual([])
})

it('compares files and links that are given together', async () => {
  const { discord, article, context } = await readingBot()
  const asked = discord.command(
    'autointel',
    {
      url: article.url,
      file: file('ferry.txt', 'text/plain', sentence),
      file2: file('boat.md', 'text/markdown', `# Boat\n\n${sentence}`),
      depth: 'quick',
    },
    { user: member.id },
  )
  await asked.waitFor(shows('quick · wf_'))
  const [run] = await context.autointel.workflows.recent({ limit: 1 })
  expect(run).toMatchObject({
    state: 'completed',
    location: {
      kind: 'several',
      locations: [
        { kind: 'web', address: article.url },
        { kind: 'attachment', address: 'ferry.txt' },
        { kind: 'attachment', address: 'boat.md' },
      ],
    },
  })
  expect(discord.violations).toEqual([])
})

it('knows a file by what it holds: the same text twice is not read twice as something new', async () => {
  const { discord } = await readingBot()
  const text = `${sentence} The port authority said that repairs would take 12 days.`
  for (const name of ['first.txt', 'second.txt']) {
    const asked = discord.command(
      'autointel',
      { file: file(name, 'text/plain', text), depth: 'deep' },
      { user: member.id },
    )
    const brief = await asked.waitFor(shows('deep · wf_'))
    // Its copy is neither evidence for it nor related reading.
    expect(textOf(brief)).not.toContain('Read earlier')
  }
})
