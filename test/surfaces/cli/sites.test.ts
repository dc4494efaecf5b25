import { expect, it, onTestFinished } from 'vitest'
import { openCommandLine } from '../../support/cli/command-line.ts'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'
import { type LocalAnswer, openLocalWeb } from '../../support/sources/local-web.ts'
import { scanOf } from '../../support/sources/text-picture.ts'

/** Reads a link where the web is what the test says, with a model that has to be paid. */
async function read(link: string, answers: Readonly<Record<string, LocalAnswer>>) {
  const [openai, web] = await Promise.all([startOpenAiServer(), openLocalWeb(answers)])
  onTestFinished(() => openai.close())
  const cli = openCommandLine({
    settings: {
      OPENAI_API_KEY: 'test-key',
      OPENAI_BASE_URL: openai.url,
      MODELS: 'openai:gpt-5-mini',
    },
    sourceConnector: web.connector,
  })
  const { code, stdout } = await cli.run('run', link, '--depth', 'quick', '--json')
  return { code, result: JSON.parse(stdout), calls: openai.requests.length }
}

const paragraphs = [
  'The old harbour bridge opens again on Friday, after eleven months of work on its second arch.',
  'Lorries have to wait until May, because the mortar has to harden for another eight weeks.',
]
const item = {
  id: 40500001,
  created_at: '2026-03-02T09:00:00.000Z',
  author: 'stonecutter',
  title: 'The harbour bridge opens again',
  url: 'https://example.org/bridge',
  text: paragraphs.map((paragraph) => `<p>${paragraph}`).join(''),
  children: [],
}

it('tells of a post from which site it is, who has written it and when', async () => {
  const { code, result, calls } = await read('https://news.ycombinator.com/item?id=40500001', {
    'hn.algolia.com/api/v1/items/40500001': { json: item },
  })
  expect(code).toBe(0)
  expect(result.source).toMatchObject({
    type: 'discussion',
    site: 'Hacker News',
    title: item.title,
    author: 'stonecutter',
    published_at: item.created_at,
  })
  expect(calls).toBeGreaterThan(0)
})

it.each([
  ['https://docs.google.com/document/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789/edit', 401, 'not_shared'],
  ['https://www.reddit.com/r/bridges/comments/1abcde/the_old_bridge/', 403, 'refuses_programs'],
  ['https://x.com/harbour/status/1890000000000000001', 404, 'page_not_found'],
  ['https://t.me/c/1234567890/12', 404, 'sign_in_page'],
  ['https://stackoverflow.com/questions/4711', 429, 'server_trouble'],
  [
    'https://discord.com/channels/120000000000000001/130000000000000001/140000000000000001',
    404,
    'message_elsewhere',
  ],
  [
    'https://cdn.discordapp.com/attachments/130000000000000001/140000000000000001/a.pdf?ex=1',
    404,
    'attachment_expired',
  ],
])('refuses %s answered with %i before any model is asked, with what to do', async (link, status, code) => {
  const { code: exit, result, calls } = await read(link, { '*': { status } })
  expect([exit, result.failure.code, result.cost.total_cost, calls]).toEqual([1, code, 0, 0])
  expect(result.failure.message).toMatch(/\.$/)
  expect(result.failure.hint).toMatch(/\S/)
})

it('recognises the text of a scan that a site keeps', async () => {
  const scan = scanOf([
    ['The council approved the new bridge on Tuesday.', 'It will cost 40 million euros and open in 2028.'],
  ])
  const { code, result } = await read(
    'https://drive.google.com/file/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcd/view',
    {
      'drive.usercontent.google.com/download*': {
        body: scan,
        type: 'application/octet-stream',
        fileName: 'minutes.pdf',
      },
    },
  )
  expect([code, result.source.type, result.source.site, result.source.title]).toEqual([
    0,
    'pdf',
    'Google Drive',
    'minutes',
  ])
  expect(result.notes).toContainEqual(expect.stringContaining('recognised in pictures'))
})
