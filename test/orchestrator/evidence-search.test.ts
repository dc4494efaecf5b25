import { expect, it } from 'vitest'
import { found } from '../knowledge/media-wiki-answers.ts'
import { type LoopbackServer, serve, serveBody } from '../sources/loopback-server.ts'
import { openAsOtherProgram } from '../support/ledger/other-program.ts'
import {
  openTemporaryAutointel,
  someText,
  type TestAutointel,
} from '../support/orchestrator/temporary-autointel.ts'

function searching({ origin }: LoopbackServer) {
  return openTemporaryAutointel({ variables: { SEARCH_URL: `${origin}/w/api.php` } })
}

it('finds evidence in a wiki, and books each search as a free request', async () => {
  await using wiki = await serveBody(JSON.stringify(found), { 'content-type': 'application/json' })
  const autointel = await searching(wiki)

  const run = await autointel.start({ depth: 'standard' })
  const { brief, cost, status } = await run.result

  expect(status).toBe('completed')
  expect(wiki.requests.length).toBeGreaterThan(0)
  expect(brief?.claims[0]).toMatchObject({
    verdict: 'supported',
    evidence: [{ title: 'Lighthouse', url: 'https://en.wikipedia.org/wiki/Lighthouse', stance: 'for' }],
  })
  const entries = await autointel.ledger.entriesOf(run.id)
  const searches = entries.filter(({ operation }) => operation === 'search')
  expect(searches).toHaveLength(wiki.requests.length)
  expect(searches[0]).toMatchObject({
    provider: 'search',
    task: 'verification',
    amountNanoUsd: 0n,
    calls: 1,
    freeRequests: 1,
  })
  expect(cost).toMatchObject({ freeRequests: wiki.requests.length })
})

it('sends the password of the address as a header, and has it in no link', async () => {
  const sent: (string | undefined)[] = []
  await using wiki = await serve((request, response) => {
    sent.push(request.headers.authorization)
    const pages = found.query.pages.map((page) => ({ ...page, fullurl: '/wiki/Lighthouse' }))
    const answer = { ...found, query: { ...found.query, pages } }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  const variables = { SEARCH_URL: `http://reader:s%40cret@${wiki.host}/w/api.php` }
  const autointel = await openTemporaryAutointel({ variables })

  const { brief } = await (await autointel.start({ depth: 'standard' })).result

  expect(new Set(sent)).toEqual(new Set([`Basic ${Buffer.from('reader:s@cret').toString('base64')}`]))
  expect(brief?.claims[0]?.evidence).toMatchObject([{ url: `${wiki.origin}/wiki/Lighthouse` }])
})

it('goes without evidence when the wiki is broken, and says so', async () => {
  await using wiki = await serve((_request, response) => response.writeHead(500).end('down'))
  const autointel = await searching(wiki)

  const { brief, notes, status } = await (await autointel.start({ depth: 'standard' })).result

  expect(status).toBe('completed')
  expect(notes).toContainEqual({
    code: 'no_evidence_from',
    values: { place: 'search', why: 'service_unavailable' },
  })
  expect(brief?.claims.map(({ verdict }) => verdict)).toEqual(brief?.claims.map(() => 'not checkable here'))
  expect(autointel.events.filter(({ type }) => type === 'task.trouble')).toMatchObject([
    {
      task: 'verification',
      endsTask: false,
      failure: {
        code: 'search_failed',
        values: { reason: 'overloaded' },
        detail: expect.stringContaining('500'),
      },
    },
  ])
})

/** A run whose claims could not be judged; all but the answers of searches is then taken from what it has kept of its verification. */
async function searchWithoutVerdict(autointel: TestAutointel) {
  autointel.provider.respondWith(({ body }) =>
    JSON.stringify(body).includes('claims against passages') ? { kind: 'error', status: 401 } : undefined,
  )
  const run = await autointel.start({ depth: 'standard' })
  expect(await run.result).toMatchObject({ status: 'partial' })
  openAsOtherProgram(autointel.config.databaseFile).exec(
    `delete from checkpoints where task = 'verification' and step not like 'search %'`,
  )
  autointel.provider.respondWith([])
  return run.id
}

async function goOn(autointel: TestAutointel, id: string) {
  await autointel.orchestrator.resume(id)
  return autointel.orchestrator.find(id)?.result
}

it('keeps the answer of a search with its booking, and does not search for the same again', async () => {
  await using wiki = await serveBody(JSON.stringify(found), { 'content-type': 'application/json' })
  const autointel = await searching(wiki)
  const id = await searchWithoutVerdict(autointel)
  const before = wiki.requests.length

  const result = await goOn(autointel, id)

  expect(result).toMatchObject({ status: 'completed' })
  expect(result?.brief?.claims[0]).toMatchObject({ verdict: 'supported' })
  expect(before).toBeGreaterThan(0)
  expect(wiki.requests).toHaveLength(before)
})

it('does not keep the answer of a wiki that has an error to tell, and asks again', async () => {
  let isBusy = true
  const busy = { error: { code: 'maxlag', info: 'Waiting for a database server.' } }
  await using wiki = await serve((_request, response) => {
    response.setHeader('content-type', 'application/json')
    if (isBusy) response.setHeader('mediawiki-api-error', 'maxlag')
    response.end(JSON.stringify(isBusy ? busy : found))
  })
  const autointel = await searching(wiki)
  const location = await autointel.source('note.txt', someText)
  const first = await autointel.start({ location, depth: 'standard' })
  expect((await first.result).brief?.claims[0]).toMatchObject({ verdict: 'not checkable here' })
  isBusy = false

  const second = await autointel.start({ location, depth: 'standard', basedOn: first.id })

  expect((await second.result).brief?.claims[0]).toMatchObject({ verdict: 'supported' })
})
