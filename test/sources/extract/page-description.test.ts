import { describe, expect, it } from 'vitest'
import { article } from '../../../src/sources/extract/article.ts'

const body =
  '<article><h1>Harbours</h1><p>Three harbours on the coast closed on Monday after the storm broke their gates.</p><p>The mayor said that repairs would take until the spring.</p></article>'

async function describeHead(head: string, { url = 'https://news.example/story', content = body } = {}) {
  const bytes = new TextEncoder().encode(`<html><head>${head}</head><body>${content}</body></html>`)
  return article.extract({ location: url, url, bytes })
}

const jsonLd = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`

describe('the authors of a page', () => {
  it.each([
    [
      'of a paper, a tag each',
      '<meta name="citation_author" content="Holm, Ida"><meta name="citation_author" content="Reyes, Omar">',
      'Ida Holm, Omar Reyes',
    ],
    [
      'of a paper in one tag',
      '<meta name="citation_authors" content="Holm, Ida; Reyes, Omar">',
      'Ida Holm, Omar Reyes',
    ],
    ['of a library', '<meta name="dcterms.creator" content="Ida Holm">', 'Ida Holm'],
    ['behind an address', '<meta name="author" content="ida@example.org (Ida Holm)">', 'Ida Holm'],
    [
      'in marks of a page',
      '<meta name="author" content="&lt;a href=&quot;/ida&quot;&gt;Ida Holm&lt;/a&gt;">',
      'Ida Holm',
    ],
    ['that is a role, and nobody', '<meta name="author" content="admin">', undefined],
    [
      'in JSON-LD',
      jsonLd({ '@type': ['NewsArticle'], author: [{ name: 'Ida Holm' }, 'Omar Reyes'] }),
      'Ida Holm, Omar Reyes',
    ],
    [
      'in a graph of JSON-LD, by reference',
      jsonLd({
        '@graph': [
          { '@type': 'WebPage', name: 'Page', author: { name: 'The site' } },
          { '@type': 'BlogPosting', author: { '@id': '#ida' } },
          { '@type': 'Person', '@id': '#ida', name: 'Ida Holm' },
        ],
      }),
      'Ida Holm',
    ],
    ['in a tag', '<meta name="author" content="By Ida Holm">', 'Ida Holm'],
    [
      'who has a profile instead of a name',
      '<meta property="article:author" content="https://example.org/ida">',
      undefined,
    ],
  ])('are read: %s', async (_, head, author) => {
    expect((await describeHead(head)).author).toBe(author)
  })

  it.each([
    ['a year', '[Submitted on 12 Jun 2017 (v1), last revised 2 Aug 2023]'],
    ['a time', 'Monday, 14:05'],
    ['more than six words', 'A look at the harbours of the coast'],
  ])('are not what has %s', async (_, byline) => {
    const content = body.replace('</h1>', `</h1><p class="byline">${byline}</p>`)
    expect((await describeHead('', { content })).author).toBeUndefined()
  })

  it('may be six words', async () => {
    const head = '<meta name="author" content="Ana María de la Cruz Holm">'
    expect((await describeHead(head)).author).toBe('Ana María de la Cruz Holm')
  })
})

describe('the date of a page', () => {
  it.each([
    ['of a paper', '<meta name="citation_date" content="2017/06/12">', {}, '2017-06-12'],
    [
      'in JSON-LD',
      jsonLd([{ '@type': 'Article', datePublished: '2022-02-18T10:00:00Z' }]),
      {},
      '2022-02-18T10:00:00Z',
    ],
    [
      'in a time element',
      '',
      { content: `<main><time datetime="2022-02-18">Friday</time></main>${body}` },
      '2022-02-18',
    ],
    [
      'in words',
      '',
      { content: body.replace('</h1>', '</h1><p class="date">18 Feb 2022</p>') },
      '2022-02-18',
    ],
    [
      'in words of Russian',
      '',
      { content: body.replace('</h1>', '</h1><p class="date">18 февраля 2022 г.</p>') },
      '2022-02-18',
    ],
    [
      'in American words',
      '',
      { content: body.replace('</h1>', '</h1><p class="posted-on">February 18th, 2022</p>') },
      '2022-02-18',
    ],
    ['in the tags of a library', '<meta name="dcterms.created" content="2022-02-18">', {}, '2022-02-18'],
    [
      'in the address, by the name of its month',
      '',
      { url: 'https://news.example/2022/feb/18/harbours' },
      '2022-02-18',
    ],
    ['in the address', '', { url: 'https://news.example/2022/02/18/harbours' }, '2022-02-18'],
    ['nowhere', '', {}, undefined],
    [
      'as nobody can tell it',
      '',
      { content: body.replace('</h1>', '</h1><p class="date">3/4/2026</p>') },
      undefined,
    ],
    ['on no day of the calendar', '', { url: 'https://news.example/2022/13/41/harbours' }, undefined],
  ])('is read: %s', async (_, head, page, date) => {
    expect((await describeHead(head, page)).publishedAt).toBe(date)
  })

  it.each([
    '18. Februar 2022',
    '18 février 2022',
    '18 de febrero de 2022',
    '18 febbraio 2022',
    '18 de fevereiro de 2022',
  ])('is read in other languages: %s', async (words) => {
    const content = body.replace('</h1>', `</h1><p class="date">${words}</p>`)
    expect((await describeHead('', { content })).publishedAt).toBe('2022-02-18')
  })
})
