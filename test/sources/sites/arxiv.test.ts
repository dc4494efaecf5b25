import { describe, expect, it } from 'vitest'
import { readFromWeb } from '../../support/sources/read-from-web.ts'
import { writeTinyPdf } from '../tiny-pdf.ts'

const feed = (entry: string) => ({
  type: 'application/atom+xml',
  body: `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title>${entry}</feed>`,
})
const facts =
  feed(`<entry><id>http://arxiv.org/abs/2603.01234v1</id><updated>2026-03-05T09:00:00Z</updated><published>2026-03-02T09:00:00Z</published>
  <title>How stone bridges age</title><summary>  We measure how stone
  bridges age. Frost &amp; water matter most.
</summary><author><name>Ada Mason</name></author><author><name>Ben Ferry</name></author></entry>`)
const page = `<html><body><nav>Menu</nav><article class="ltx_document"><h1 class="ltx_title ltx_title_document">How stone bridges age</h1>
  <div class="ltx_authors">Ada Mason</div><div class="ltx_abstract"><p>We measure.</p></div>
  <section class="ltx_section"><h2>1 Introduction</h2><p class="ltx_p">Bridges of age <math alttext="t&gt;100" display="inline"><mi>t</mi><mo>&gt;</mo><mn>100</mn></math> years were measured in two winters.</p>
  <p class="ltx_p">The second arch leaned by three millimetres after the frost of the second winter.</p></section>
  <section class="ltx_bibliography"><p>[1] Somebody, 1999.</p></section></article></body></html>`
const known = {
  siteName: 'arXiv',
  title: 'How stone bridges age',
  author: 'Ada Mason, Ben Ferry',
  publishedAt: '2026-03-02T09:00:00Z',
}
const api = 'export.arxiv.org/api/query*'

describe('a paper of arXiv', () => {
  it.each([
    ['https://arxiv.org/abs/2603.01234', '2603.01234'],
    ['https://arxiv.org/pdf/2603.01234v2.pdf', '2603.01234v2'],
    ['https://www.arxiv.org/html/2603.01234v2', '2603.01234v2'],
    ['https://ar5iv.labs.arxiv.org/html/2603.01234', '2603.01234'],
    ['https://arxiv.org/abs/hep-th/9901001', 'hep-th/9901001'],
  ])('%s is read by its abstract and its full text', async (link, id) => {
    const { source, requests } = await readFromWeb(link, { [api]: facts, [`arxiv.org/html/${id}`]: page })
    expect(source).toMatchObject({ ...known, type: 'article' })
    expect(source?.text).toBe(
      'Abstract\n\nWe measure how stone bridges age. Frost & water matter most.\n\n1 Introduction\n\nBridges of age t>100 years were measured in two winters.\n\nThe second arch leaned by three millimetres after the frost of the second winter.',
    )
    expect(requests.every((request) => request.endsWith(id))).toBe(true)
  })

  it('is read with what the page of its abstract tells where the API is busy', async () => {
    const abstract = `<html><head><meta name="citation_title" content="How stone bridges age"><meta name="citation_author" content="Mason, Ada">
      <meta name="citation_date" content="2026/03/02"></head><body><blockquote class="abstract mathjax"><span class="descriptor">Abstract:</span>We measure how stone bridges age.</blockquote></body></html>`
    const { source } = await readFromWeb('https://arxiv.org/abs/2603.01234', {
      [api]: { status: 429 },
      'arxiv.org/abs/2603.01234': abstract,
      'arxiv.org/html/2603.01234': page,
    })
    expect(source).toMatchObject({ title: 'How stone bridges age', author: expect.stringContaining('Mason') })
    expect(source?.text).toMatch(/^Abstract\n\nWe measure how stone bridges age\.\n\n1 Introduction/)
  })

  it('is read as a PDF where there is no page of it', async () => {
    const { source } = await readFromWeb('https://arxiv.org/abs/2603.01234', {
      [api]: facts,
      'arxiv.org/pdf/2603.01234': {
        body: writeTinyPdf([[{ text: 'The second arch leaned by three millimetres.' }]]),
        type: 'application/pdf',
      },
    })
    expect(source).toMatchObject({ ...known, type: 'pdf' })
    expect(source?.text).toContain('The second arch leaned')
  })

  it('is read by its abstract, marked, where no text can be had', async () => {
    const { source } = await readFromWeb('https://arxiv.org/abs/2603.01234', { [api]: facts })
    expect(source).toMatchObject({
      ...known,
      text: 'We measure how stone bridges age. Frost & water matter most.',
      withheld: { by: 'site', shown: 'description' },
    })
  })

  it.each([
    ['that there is not', feed('')],
    ['of a wrong number', feed('<entry><title>Error</title><summary>incorrect id format</summary></entry>')],
  ])('%s is told so', async (_what, answer) => {
    const { error } = await readFromWeb('https://arxiv.org/abs/2603.01234', { [api]: answer })
    expect(error).toMatchObject({ reason: 'page_not_found' })
  })
})
