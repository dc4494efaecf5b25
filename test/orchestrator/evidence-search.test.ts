import { expect, it } from 'vitest'
import { found } from '../knowledge/media-wiki-answers.ts'
import { type LoopbackServer, serve, serveBody } from '../sources/loopback-server.ts'
import { openTemporaryAutointel } from '../support/orchestrator/temporary-autointel.ts'

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
