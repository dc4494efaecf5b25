import { describe, expect, it } from 'vitest'
import { readFromWeb } from '../../support/sources/read-from-web.ts'

const api = 'api.github.com/repos/harbour/bridge'
const repository = {
  full_name: 'harbour/bridge',
  owner: { login: 'harbour' },
  description: 'Plans of the old bridge',
  homepage: '',
  language: 'TypeScript',
  stargazers_count: 128,
  pushed_at: '2026-03-02T09:00:00Z',
  license: { key: 'mit', name: 'MIT License' },
  topics: ['bridges', 'stone'],
}
const readme = '# Bridge\n\n[![ci](https://x/y.svg)](https://x)\n\nDraws **arches** from measurements.\n'
const issue = {
  number: 7,
  title: 'The second arch leans',
  state: 'closed',
  state_reason: 'completed',
  user: { login: 'mason' },
  labels: [{ name: 'bug' }],
  body: 'Since the frost it *leans*.\n\n```ts\nlean(2)\n```',
  created_at: '2026-03-02T09:00:00Z',
}
const comments = [
  { user: { login: 'harbour' }, body: 'Measured: 3 mm.', reactions: { '+1': 4, '-1': 1 } },
  { user: null, body: 'Fixed in 2.1.', reactions: { '+1': 0, '-1': 0 } },
]
const limited = { json: { message: 'API rate limit exceeded' }, status: 403 }
const page = (words: string) =>
  `<html><head><title>${words}</title></head><body><main><h1>${words}</h1>${`<p>${words}, as its page tells those who come by with a browser and have time to read.</p>`.repeat(6)}</main></body></html>`

describe('what GitHub has', () => {
  it.each([
    ['as it is', { body: readme, type: 'application/vnd.github.raw+json; charset=utf-8' }],
    ['packed', { json: { encoding: 'base64', content: Buffer.from(readme).toString('base64') } }],
  ])('a repository is read by its README, given %s, and what is known of it', async (_how, given) => {
    const { source } = await readFromWeb('https://github.com/harbour/bridge.git', {
      [api]: { json: repository },
      [`${api}/readme`]: given,
    })
    expect(source).toMatchObject({
      type: 'document',
      siteName: 'GitHub',
      title: 'harbour/bridge: Plans of the old bridge',
      author: 'harbour',
      publishedAt: '2026-03-02T09:00:00Z',
      text: 'Plans of the old bridge\n\nTypeScript · MIT License · ★ 128 · bridges, stone\n\n# Bridge\n\nDraws arches from measurements.',
    })
  })

  it.each([
    ['issues/7', {}, '#7 · completed · bug'],
    ['issues/7#issuecomment-1', {}, '#7 · completed · bug'],
    [
      'pull/7',
      { state: 'closed', state_reason: null, pull_request: { merged_at: '2026-03-03T09:00:00Z' } },
      '#7 · merged · bug',
    ],
    [
      'pull/7/files',
      { state: 'open', state_reason: null, pull_request: { merged_at: null } },
      '#7 · open · bug',
    ],
  ])('%s is read with what is said to it', async (path, more, state) => {
    const { source } = await readFromWeb(`https://github.com/harbour/bridge/${path}`, {
      [`${api}/issues/7`]: { json: { ...issue, ...more } },
      [`${api}/issues/7/comments*`]: { json: comments },
      [`${api}/pulls/7/comments*`]: { json: [] },
    })
    expect(source).toMatchObject({
      type: 'discussion',
      title: issue.title,
      author: 'mason',
      publishedAt: issue.created_at,
    })
    expect(source?.text).toBe(
      `${state}\n\nSince the frost it leans.\n\n\`\`\`\nlean(2)\n\`\`\`\n\n### harbour (+3)\n\nMeasured: 3 mm.\n\n### —\n\nFixed in 2.1.`,
    )
  })

  it.each(['releases/tag/v2.1', 'releases/latest'])('%s is read by its notes', async (path) => {
    const release = {
      name: 'Second arch',
      tag_name: 'v2.1',
      body: '- No longer *leans*',
      author: { login: 'harbour' },
      published_at: '2026-03-04T09:00:00Z',
    }
    const { source } = await readFromWeb(`https://github.com/harbour/bridge/${path}`, {
      [`${api}/releases/*`]: { json: release },
    })
    expect(source).toMatchObject({
      title: 'bridge Second arch',
      publishedAt: release.published_at,
      text: '- No longer leans',
    })
  })

  it('releases are read together, the newest first', async () => {
    const release = (tag: string, body: string) => ({
      name: '',
      tag_name: tag,
      body,
      published_at: '2026-03-04T09:00:00Z',
    })
    const { source } = await readFromWeb('https://github.com/harbour/bridge/releases', {
      [`${api}/releases?per_page=10`]: {
        json: [release('v2.1', 'No longer *leans*.'), release('v2.0', 'Leans.')],
      },
    })
    expect(source).toMatchObject({ title: 'bridge v2.1', publishedAt: '2026-03-04T09:00:00Z' })
    expect(source?.text).toBe('## v2.1\n\n2026-03-04\n\nNo longer leans.\n\n## v2.0\n\n2026-03-04\n\nLeans.')
  })

  it('a commit is read by what its author says of it', async () => {
    const commit = {
      sha: '0123456789abcdef0123456789abcdef01234567',
      commit: {
        message: 'Hold the second arch\n\nIt leaned.',
        author: { name: 'Ada', date: '2026-03-02T09:00:00Z' },
      },
      author: { login: 'harbour' },
      files: [{ filename: 'arch.ts', additions: 3, deletions: 1 }],
    }
    const { source } = await readFromWeb('https://github.com/harbour/bridge/commit/0123456789', {
      [`${api}/commits/0123456789`]: { json: commit },
    })
    expect(source).toMatchObject({
      title: 'Hold the second arch',
      author: 'harbour',
      publishedAt: '2026-03-02T09:00:00Z',
    })
    expect(source?.text).toContain('It leaned.\n\n0123456789\n- arch.ts (+3 −1)')
  })

  it('a gist is read by its files, code as code', async () => {
    const { source } = await readFromWeb('https://gist.github.com/harbour/0123456789abcdef0123456789abcdef', {
      'api.github.com/gists/0123456789abcdef0123456789abcdef': {
        json: {
          description: 'How to measure',
          owner: { login: 'harbour' },
          created_at: '2026-03-02T09:00:00Z',
          files: {
            'how.md': { filename: 'how.md', language: 'Markdown', content: 'With *string*.' },
            'lean.ts': { filename: 'lean.ts', language: 'TypeScript', content: 'lean(2)' },
          },
        },
      },
      'api.github.com/gists/0123456789abcdef0123456789abcdef/comments*': { json: [] },
    })
    expect(source).toMatchObject({ title: 'How to measure', author: 'harbour' })
    expect(source?.text).toBe(
      'How to measure\n\n## how.md\n\nWith string.\n\n## lean.ts\n\n```\nlean(2)\n```',
    )
  })

  it.each([
    ['file', 'blob/main/docs/plan.md', 'harbour/bridge/main/docs/plan.md'],
    ['folder', 'tree/main/docs', 'harbour/bridge/main/docs/README.md'],
    ['page of a wiki', 'wiki/The-plan', 'wiki/harbour/bridge/The-plan.md'],
  ])('a %s is read as what it is', async (_what, path, file) => {
    const { source } = await readFromWeb(`https://github.com/harbour/bridge/${path}`, {
      [`raw.githubusercontent.com/${file}`]: {
        body: '# The plan\n\nMeasure *twice*.',
        type: 'text/plain; charset=utf-8',
      },
    })
    expect(source).toMatchObject({
      type: 'markdown',
      siteName: 'GitHub',
      title: 'The plan',
      text: '# The plan\n\nMeasure twice.',
    })
  })

  it.each([
    [
      '',
      { 'raw.githubusercontent.com/harbour/bridge/HEAD/README.md': { body: readme, type: 'text/plain' } },
      'Draws arches from',
    ],
    ['', { 'github.com/harbour/bridge': page('The old bridge') }, 'The old bridge, as its page tells'],
    [
      '/issues/7',
      { 'github.com/harbour/bridge/issues/7': page('The second arch leans') },
      'The second arch leans, as',
    ],
    [
      '/discussions/9',
      { 'github.com/harbour/bridge/discussions/9': page('Which stone?') },
      'Which stone?, as its page',
    ],
  ])('%s is read in another way where requests are used up', async (path, answers, words) => {
    const { source } = await readFromWeb(`https://github.com/harbour/bridge${path}`, {
      'api.github.com/*': limited,
      ...answers,
    })
    expect(source?.text).toContain(words)
  })

  it('a picture is told to be one, and its page is not read in its place', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const { error, requests } = await readFromWeb('https://github.com/harbour/bridge/blob/main/arch.png', {
      'raw.githubusercontent.com/*': { body: png, type: 'application/octet-stream' },
      'github.com/*': page('arch.png'),
    })
    expect(error).toMatchObject({ reason: 'picture_of_text' })
    expect(requests).toHaveLength(1)
  })

  it('that is private, or is not, is told so', async () => {
    const { error } = await readFromWeb('https://github.com/harbour/secret/issues/1', {})
    expect(error).toMatchObject({ reason: 'page_not_found' })
  })
})
