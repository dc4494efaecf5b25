import { describe, expect, it } from 'vitest'
import { readFromWeb } from '../../support/sources/read-from-web.ts'

const question = {
  tags: ['masonry', 'frost'],
  owner: { display_name: 'A. Mason' },
  score: 12,
  creation_date: 1772442000,
  question_id: 4711,
  title: 'Why does the &quot;second&quot; arch lean?',
  body: '<p>Since the <em>frost</em> it leans:</p>\n\n<pre class="lang-ts"><code>lean(2)\n</code></pre>\n',
}
const answers = [
  {
    owner: { display_name: 'Ferry &amp; Sons' },
    score: 42,
    is_accepted: true,
    answer_id: 1,
    body: '<p>Water in the joints.</p>',
  },
  { owner: { display_name: 'x' }, score: -1, is_accepted: false, answer_id: 2, body: '<p>Wind.</p>' },
]
const text =
  'Since the frost it leans:\n\n```\nlean(2)\n```\n\nmasonry · frost\n\n### Ferry & Sons ✓ (+42)\n\nWater in the joints.\n\n### x (-1)\n\nWind.'
const api = 'api.stackexchange.com/2.3'
const page = `<html><body><div id="question-header"><h1><a>Why does the arch lean?</a></h1></div><time itemprop="dateCreated" datetime="2026-03-02T09:00:00">x</time>
  <div id="question" class="question" data-score="12"><div class="js-post-body"><p>Since the frost it leans.</p></div><div class="post-signature"><div class="user-details"><a>A. Mason</a></div></div></div>
  <div id="answers"><div class="answer" data-score="42"><div class="js-post-body"><p>Water in the joints.</p></div><div class="post-signature"><div class="user-details"><a>Ferry</a></div></div></div></div></body></html>`

describe('a question of Stack Exchange', () => {
  it.each([
    ['https://stackoverflow.com/questions/4711/why-does-it-lean', 'stackoverflow', 'Stack Overflow'],
    ['https://stackoverflow.com/q/4711/99', 'stackoverflow', 'Stack Overflow'],
    ['https://ru.stackoverflow.com/questions/4711/x/1#1', 'ru.stackoverflow', 'Stack Exchange'],
    ['https://physics.stackexchange.com/questions/4711', 'physics', 'Stack Exchange'],
    ['https://mathoverflow.net/questions/4711', 'mathoverflow.net', 'MathOverflow'],
    ['https://www.serverfault.com/questions/4711/x', 'serverfault', 'Server Fault'],
  ])('%s is read with its answers and their votes', async (link, site, siteName) => {
    const { source, requests } = await readFromWeb(link, {
      [`${api}/questions/4711?site=${site}&*`]: { json: { items: [question] } },
      [`${api}/questions/4711/answers?site=${site}&*`]: { json: { items: answers } },
    })
    expect(source).toMatchObject({
      type: 'discussion',
      siteName,
      title: 'Why does the "second" arch lean?',
      author: 'A. Mason',
      publishedAt: '2026-03-02T09:00:00.000Z',
      text,
    })
    expect(requests).toHaveLength(2)
  })

  it('is found by one of its answers', async () => {
    const { source } = await readFromWeb('https://stackoverflow.com/a/99/12', {
      [`${api}/answers/99?*`]: { json: { items: [{ question_id: 4711, answer_id: 99 }] } },
      [`${api}/questions/4711?*`]: { json: { items: [question] } },
      [`${api}/questions/4711/answers?*`]: { json: { items: answers } },
    })
    expect(source?.text).toBe(text)
  })

  it('is read from its page where requests are used up', async () => {
    const { source } = await readFromWeb('https://stackoverflow.com/questions/4711/why', {
      [`${api}/*`]: { json: { error_id: 502, error_name: 'throttle_violation' }, status: 400 },
      'stackoverflow.com/questions/4711/why': page,
    })
    expect(source).toMatchObject({
      title: 'Why does the arch lean?',
      author: 'A. Mason',
      publishedAt: '2026-03-02T09:00:00',
    })
    expect(source?.text).toBe('Since the frost it leans.\n\n### Ferry (+42)\n\nWater in the joints.')
  })

  it.each([
    ['gone', { [`${api}/*`]: { json: { items: [] } } }, 'page_not_found'],
    [
      'closed to programs',
      { [`${api}/*`]: { status: 429 }, 'stackoverflow.com/*': { status: 403 } },
      'refuses_programs',
    ],
  ])('that is %s is told so', async (_what, served, reason) => {
    const { error } = await readFromWeb('https://stackoverflow.com/questions/4711', served)
    expect(error).toMatchObject({ reason })
  })
})
