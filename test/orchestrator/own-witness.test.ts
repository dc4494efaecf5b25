import { expect, it } from 'vitest'
import { serveBody } from '../sources/loopback-server.ts'
import { openTemporaryAutointel } from '../support/orchestrator/temporary-autointel.ts'

const article = [
  '# The harbour of Hollowmere',
  'The town of Hollowmere will rebuild its old harbour for 18 million euros, the council decided on Monday.',
  'Greta Olsen, who runs the port of Hollowmere, said that the walls will be raised by two metres.',
  'Engineers of the University of Carrow warned in 2024 that storms could breach the southern wall within ten years.',
].join('\n\n')

const variables = { MODELS: 'local:extractive', EMBEDDING_MODEL: '' }

it.each([
  ['under another name', (text: string) => text],
  ['with words of a mirror around it', (text: string) => `Reposted from elsewhere.\n\n${text}\n\nRead more.`],
])(
  'a text that is read again %s neither supports its claims nor is related to itself',
  async (_, mirrored) => {
    const autointel = await openTemporaryAutointel({ variables })
    const run = async (name: string, text: string) =>
      (await autointel.start({ location: await autointel.source(name, text), depth: 'deep' })).result

    await run('first.md', article)
    const { brief } = await run('second.md', mirrored(article))

    expect(brief?.claims.length).toBeGreaterThan(1)
    expect(brief?.claims.map(({ verdict }) => verdict)).toEqual(brief?.claims.map(() => 'not checkable here'))
    expect(brief?.related).toEqual([])
  },
)

it('a page of the wiki that repeats the source is no evidence for it', async () => {
  const page = { pageid: 1, title: 'Hollowmere', index: 1, fullurl: 'https://wiki.example/Hollowmere' }
  const answer = { batchcomplete: true, query: { pages: [{ ...page, extract: article }] } }
  await using wiki = await serveBody(JSON.stringify(answer), { 'content-type': 'application/json' })
  const autointel = await openTemporaryAutointel({
    variables: { ...variables, SEARCH_URL: `${wiki.origin}/w/api.php` },
  })
  const location = await autointel.source('article.md', article)

  const { brief } = await (await autointel.start({ location, depth: 'standard' })).result

  expect(wiki.requests.length).toBeGreaterThan(0)
  expect(brief?.claims.map(({ verdict }) => verdict)).toEqual(brief?.claims.map(() => 'not checkable here'))
})
