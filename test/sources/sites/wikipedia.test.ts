import { describe, expect, it } from 'vitest'
import { readFromWeb } from '../../support/sources/read-from-web.ts'

const answer = (page: object) => ({ json: { batchcomplete: true, query: { pages: [page] } } })
const bridge = {
  pageid: 4711,
  ns: 0,
  title: 'Old Bridge',
  extract:
    'The Old Bridge is a stone bridge.\nIt has two arches.\n\n\n== History ==\n\n\n=== Building ===\nIt was built in 1712.\n\n\n== See also ==\n\n\n== References ==',
  pagelanguage: 'en',
  fullurl: 'https://en.wikipedia.org/wiki/Old_Bridge',
  revisions: [{ timestamp: '2026-03-02T09:00:00Z' }],
}
const text =
  'The Old Bridge is a stone bridge.\n\nIt has two arches.\n\n## History\n\n### Building\n\nIt was built in 1712.'

describe('an article of Wikipedia', () => {
  it.each([
    ['https://en.wikipedia.org/wiki/Old_Bridge', 'titles=Old+Bridge'],
    ['https://en.m.wikipedia.org/wiki/Old_Bridge#History', 'titles=Old+Bridge'],
    ['https://en.wikipedia.org/wiki/Old_Bridge?useskin=vector', 'titles=Old+Bridge'],
    ['https://en.wikipedia.org/w/index.php?title=Old_Bridge', 'titles=Old+Bridge'],
    ['https://en.wikipedia.org/?curid=4711', 'pageids=4711'],
  ])('%s is read by the API, without empty sections', async (link, asked) => {
    const { source, requests } = await readFromWeb(link, { 'en.wikipedia.org/w/api.php*': answer(bridge) })
    expect(source).toMatchObject({
      type: 'article',
      siteName: 'Wikipedia',
      title: 'Old Bridge',
      url: bridge.fullurl,
      language: 'en',
      publishedAt: '2026-03-02T09:00:00Z',
      text,
    })
    expect(requests).toHaveLength(1)
    expect(requests[0]).toContain(asked)
  })

  it.each([
    ['https://ru.wikipedia.org/wiki/%D0%9C%D0%BE%D1%81%D1%82', 'ru.wikipedia.org', 'Wikipedia'],
    ['https://zh.wikipedia.org/zh-tw/%E6%A9%8B', 'zh.wikipedia.org', 'Wikipedia'],
    ['https://simple.m.wikipedia.org/wiki/Bridge', 'simple.wikipedia.org', 'Wikipedia'],
    ['https://de.wikinews.org/wiki/Br%C3%BCcke', 'de.wikinews.org', 'Wikinews'],
  ])('%s is asked for where its language is', async (link, host, siteName) => {
    const { source } = await readFromWeb(link, { [`${host}/w/api.php*`]: answer({ ...bridge, title: 'X' }) })
    expect(source).toMatchObject({ title: 'X', siteName })
  })

  it.each([
    ['busy', { status: 429 }],
    ['without extracts', answer({ ...bridge, extract: undefined, title: '' })],
  ])('is read from its page where the API is %s', async (_how, api) => {
    const page = `<html><head><title>Old Bridge - Wikipedia</title></head><body><main><h1>Old Bridge</h1>${'<p>The Old Bridge is a stone bridge over the river, which was built by the guild.</p>'.repeat(6)}</main></body></html>`
    const { source } = await readFromWeb('https://en.m.wikipedia.org/wiki/Old_Bridge', {
      'en.wikipedia.org/w/api.php*': api,
      'en.wikipedia.org/wiki/Old_Bridge': page,
    })
    expect(source?.text).toContain('which was built by the guild')
  })

  it('that there is not is told so', async () => {
    const { error, requests } = await readFromWeb('https://en.wikipedia.org/wiki/Nowhere', {
      'en.wikipedia.org/w/api.php*': answer({ ns: 0, title: 'Nowhere', missing: true }),
    })
    expect(error).toMatchObject({ reason: 'page_not_found' })
    expect(requests).toHaveLength(1)
  })

  it.each([
    'https://en.wikipedia.org/w/index.php?title=Old_Bridge&oldid=12',
    'https://en.m.wikipedia.org/w/index.php?title=Old_Bridge&diff=13&oldid=12',
    'https://en.wikipedia.org/wiki/Special:Permalink/12',
  ])('%s is read as it was then', async (link) => {
    const { source, requests } = await readFromWeb(link, {
      'en.wikipedia.org/w/index.php?oldid=12':
        '<!doctype html><title>Old Bridge</title><main><p>The Old Bridge was a bridge of wood, and nobody knew when it had been built.</p></main>',
    })
    expect(source?.text).toContain('a bridge of wood')
    expect(requests).toHaveLength(1)
  })
})
