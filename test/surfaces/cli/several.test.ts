import { describe, expect, it, onTestFinished } from 'vitest'
import { serve } from '../../sources/loopback-server.ts'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'
import { openCli } from './run-cli.ts'

const first = `# The new bridge over the Elm

The council approved the new bridge over the river Elm on Tuesday. The bridge will cost 40 million euros. Work begins in March.

Residents of the lower town had asked for a tunnel instead, but the council found it too dear.
`
const second = `# Elm bridge approved

On Tuesday the council approved the new bridge over the river Elm. The bridge will cost 52 million euros. The ferry will stop then.

A petition against the bridge had 3,000 signatures.
`
const page = (text: string) =>
  `<!doctype html><title>${text.split('\n')[0]?.slice(2)}</title><main>${text
    .split('\n\n')
    .slice(1)
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('')}</main>`

async function servePages() {
  const pages: Readonly<Record<string, string>> = { '/1': page(first), '/2': page(second) }
  const server = await serve((request, response) => {
    const body = pages[request.url ?? '']
    response.writeHead(body ? 200 : 404, { 'content-type': 'text/html' }).end(body ?? 'no such page')
  })
  onTestFinished(() => server[Symbol.asyncDispose]())
  return server
}

describe('several sources in one run', () => {
  it('are compared in one brief, each point with its source, and each is fetched once', async () => {
    const server = await servePages()
    const cli = openCli({ SOURCE_ALLOW_HOSTS: server.host })
    const [one, other] = [`${server.origin}/1`, `${server.origin}/2`]

    const { code, stdout } = await cli.run('run', one, other, '--json')

    const { status, source, brief } = JSON.parse(stdout)
    expect([code, status]).toEqual([0, 'completed'])
    expect(server.requests).toEqual(expect.arrayContaining(['/1', '/2']))
    expect(server.requests).toHaveLength(2)
    expect(source).toMatchObject({ type: 'several', url: `${one} ${other}` })
    expect(source.sources).toMatchObject([
      { url: one, title: 'The new bridge over the Elm', type: 'article', language: 'en' },
      { url: other, title: 'Elm bridge approved', type: 'article', language: 'en' },
    ])
    const points: readonly { readonly source: string }[] = [...brief.key_points, ...brief.claims]
    expect(new Set(points.map((point) => point.source))).toEqual(new Set([one, other]))
    expect(brief.comparison.contradictions).toEqual([
      {
        text: 'The bridge will cost 40 million euros.',
        said: [
          { source: one, quote: 'The bridge will cost 40 million euros.' },
          { source: other, quote: 'The bridge will cost 52 million euros.' },
        ],
      },
    ])
    expect(brief.comparison.agreements).toMatchObject([{ said: [{ source: one }, { source: other }] }])
  })

  it.each([
    ['joined by a comma', (one: string, other: string) => [`${one},${other}`]],
    ['in a sentence', (one: string, other: string) => [`Compare ${one} and ${other}, please`]],
    ['in its own argument each', (one: string, other: string) => [one, other]],
  ])('are the same %s', async (_title, given) => {
    const server = await servePages()
    const cli = openCli({ SOURCE_ALLOW_HOSTS: server.host })
    const { stdout } = await cli.run('run', ...given(`${server.origin}/1`, `${server.origin}/2`), '--json')
    expect(JSON.parse(stdout).source.sources).toHaveLength(2)
  })

  it('go on without one that cannot be read, which is told', async () => {
    const server = await servePages()
    const cli = openCli({ SOURCE_ALLOW_HOSTS: server.host })
    const notes = cli.file('notes.md', second)

    const { code, stdout } = await cli.run(
      'run',
      `${server.origin}/1`,
      `${server.origin}/gone`,
      notes,
      '--json',
    )

    const { status, source, notes: told, brief } = JSON.parse(stdout)
    expect([code, status]).toEqual([0, 'completed'])
    expect(source.sources[1]).toEqual({
      url: `${server.origin}/gone`,
      failure: { code: 'page_not_found', message: expect.any(String), hint: expect.any(String) },
    })
    expect(source.sources[2]).toMatchObject({ url: `file://${notes}` })
    expect(told).toContainEqual(expect.stringContaining(`${server.origin}/gone`))
    expect(brief.comparison.contradictions).toHaveLength(1)
  })

  it('fail when none can be read, for nothing', async () => {
    const server = await servePages()
    const cli = openCli({ SOURCE_ALLOW_HOSTS: server.host })

    const { code, stdout } = await cli.run('run', `${server.origin}/3`, `${server.origin}/4`, '--json')

    const result = JSON.parse(stdout)
    expect([code, result.status, result.failure.code]).toEqual([1, 'failed', 'page_not_found'])
    expect(result.cost.total_cost).toBe(0)
  })

  it('are shown on a terminal with what they agree and disagree on', async () => {
    const cli = openCli()
    const { stdout } = await cli.run('run', cli.file('a.md', first), cli.file('b.md', second))
    expect(stdout).toMatch(/Sources\n {2}1\. .*a\.md — The new bridge over the Elm\n {2}2\. /)
    expect(stdout).toContain('Where they agree')
    expect(stdout).toMatch(
      /Where they contradict one another\n {2}• The bridge will cost 40 million euros\.\n/,
    )
    expect(stdout).toContain('1, a.md: “The bridge will cost 40 million euros.”')
  })
})

it('models analyse each source and compare them, in one run under one limit', async () => {
  const openai = await startOpenAiServer()
  onTestFinished(() => openai.close())
  const cli = openCli({
    OPENAI_API_KEY: 'test-key',
    OPENAI_BASE_URL: openai.url,
    MODELS: 'openai:gpt-5-mini',
  })
  const sources = [cli.file('a.md', first), cli.file('b.md', second)]

  const { stdout } = await cli.run('run', ...sources, '--depth', 'quick', '--json')

  const { status, tasks, cost, limits, brief, source } = JSON.parse(stdout)
  expect(status).toBe('completed')
  expect(tasks.find(({ name }: { name: string }) => name === 'analysis').calls).toBe(3)
  expect(openai.requests).toHaveLength(3)
  expect(cost.total_cost).toBeGreaterThan(0)
  expect(cost.total_cost).toBeLessThanOrEqual(limits.total)
  expect(source.sources).toHaveLength(2)
  const quotes: readonly { readonly quote: string }[] = [...brief.key_points, ...brief.claims]
  for (const { quote } of quotes) expect(`${first}${second}`).toContain(quote)
})
