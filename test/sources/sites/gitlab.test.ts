import { describe, expect, it } from 'vitest'
import { readFromWeb } from '../../support/sources/read-from-web.ts'

const project = {
  name_with_namespace: 'Harbour / Plans / Bridge',
  description: 'Plans of the old bridge',
  star_count: 12,
  topics: ['stone'],
  last_activity_at: '2026-03-02T09:00:00.000Z',
  namespace: { name: 'Plans' },
  readme_url: 'https://gitlab.com/harbour/plans/bridge/-/blob/main/README.rst',
}
const issue = {
  iid: 7,
  title: 'The second arch leans',
  description: 'Since the **frost**.',
  state: 'opened',
  labels: ['bug'],
  author: { username: 'mason', name: 'A. Mason' },
  created_at: '2026-03-02T09:00:00.000Z',
}
const notes = [
  { body: 'added ~bug label', system: true, author: { username: 'mason' } },
  { body: 'Measured: 3 mm.', system: false, author: { username: 'harbour', name: 'Harbour' } },
]
const api = '/api/v4/projects/harbour%2Fplans%2Fbridge'

describe('what a GitLab server has', () => {
  it('a project is read by its README and what is known of it', async () => {
    const { source } = await readFromWeb('https://gitlab.com/harbour/plans/bridge', {
      [`gitlab.com${api}`]: { json: project },
      ['gitlab.com/harbour/plans/bridge/-/raw/main/README.rst']: {
        body: '# Bridge\n\nDraws *arches*.',
        type: 'text/plain',
      },
    })
    expect(source).toMatchObject({ siteName: 'GitLab', title: project.name_with_namespace, author: 'Plans' })
    expect(source?.text).toBe('Plans of the old bridge\n\n★ 12 · stone\n\n# Bridge\n\nDraws arches.')
  })

  it.each([
    ['https://gitlab.com/harbour/plans/bridge/-/issues/7', 'gitlab.com', 'issues', '#7 · opened · bug'],
    ['https://gitlab.com/harbour/plans/bridge/-/work_items/7', 'gitlab.com', 'issues', '#7 · opened · bug'],
    [
      'https://git.example.org/harbour/plans/bridge/-/merge_requests/7/diffs',
      'git.example.org',
      'merge_requests',
      '!7 · opened · bug',
    ],
  ])('%s is read with what is said to it', async (link, host, kind, state) => {
    const { source } = await readFromWeb(link, {
      [`${host}${api}/${kind}/7`]: { json: issue },
      [`${host}${api}/${kind}/7/notes*`]: { json: notes },
    })
    expect(source).toMatchObject({
      type: 'discussion',
      title: issue.title,
      author: 'A. Mason',
      publishedAt: issue.created_at,
    })
    expect(source?.text).toBe(`${state}\n\nSince the frost.\n\n### Harbour\n\nMeasured: 3 mm.`)
  })

  it('an issue is read alone where comments are for members', async () => {
    const { source } = await readFromWeb('https://gitlab.com/harbour/plans/bridge/-/issues/7', {
      [`gitlab.com${api}/issues/7`]: { json: issue },
      [`gitlab.com${api}/issues/7/notes*`]: { json: { message: '401 Unauthorized' }, status: 401 },
    })
    expect(source?.text).toBe('#7 · opened · bug\n\nSince the frost.')
  })

  it.each([
    [
      '/-/blob/main/docs/plan.md',
      {
        'gitlab.com/harbour/plans/bridge/-/raw/main/docs/plan.md': {
          body: '# Plan\n\nTwice.',
          type: 'text/plain',
        },
      },
      '# Plan\n\nTwice.',
    ],
    [
      '/-/releases/v2.1',
      {
        [`gitlab.com${api}/releases/v2.1`]: {
          json: { name: 'Two', tag_name: 'v2.1', description: 'No longer *leans*.' },
        },
      },
      'No longer leans.',
    ],
    [
      '',
      {
        'gitlab.com/harbour/plans/bridge/-/raw/HEAD/README.md': { body: 'Draws arches.', type: 'text/plain' },
      },
      'Draws arches.',
    ],
  ])('%s is read', async (path, answers, text) => {
    const { source } = await readFromWeb(`https://gitlab.com/harbour/plans/bridge${path}`, answers)
    expect(source?.text).toBe(text)
  })

  it('is told to be missing where it is', async () => {
    const { error } = await readFromWeb('https://gitlab.com/harbour/plans/bridge/-/issues/7', {})
    expect(error).toMatchObject({ reason: 'page_not_found' })
  })
})
