import { describe, expect, it } from 'vitest'
import { citedPages } from '../../src/llm/web-search/cited-pages.ts'

type Result = Parameters<typeof citedPages>[0]

const source = (url: string, title?: string) =>
  ({ type: 'source', sourceType: 'url', id: url, url, ...(title && { title }) }) as const

const redirect = 'https://vertexaisearch.cloud.google.com/grounding-api-redirect/AbC'

function grounded(text: string, segment: string): Result {
  return {
    content: [{ type: 'text', text }],
    providerMetadata: {
      google: {
        groundingMetadata: {
          groundingChunks: [{ web: { uri: redirect, title: 'news.example.org' } }],
          groundingSupports: [{ segment: { text: segment }, groundingChunkIndices: [0, 7] }],
        },
      },
    },
  }
}

function cited(
  text: string,
  ...citations: readonly { url: string; at?: string; citedText?: string }[]
): Result {
  return {
    content: [
      {
        type: 'text',
        text,
        citations: citations.map(({ url, at, citedText }) => ({
          source: source(url),
          ...(at !== undefined && { startIndex: text.indexOf(at) }),
          ...(citedText !== undefined && { citedText }),
        })),
      },
    ],
  }
}

describe('the pages that an answer cites', () => {
  it.each<[string, Result, readonly object[]]>([
    [
      'none where nothing is cited, whatever is said',
      { content: [{ type: 'text', text: '"The port lost two million crowns." (2026-04-02)' }] },
      [],
    ],
    [
      'the quote of the line that has the citation, and the day beside it',
      cited(
        '1. "The port lost 2 million." (2026-04-02) ([a.org](https://a.org/x))\n2. "It lost nothing at all in 1999-01-01." ([b.org](https://b.org))',
        { url: 'https://a.org/x', at: '([a.org' },
        { url: 'https://b.org', at: '([b.org' },
      ),
      [
        { url: 'https://a.org/x', text: 'The port lost 2 million.', date: '2026-04-02', source: 'a.org' },
        { url: 'https://b.org/', text: 'It lost nothing at all in 1999-01-01.', date: undefined },
      ],
    ],
    [
      'the whole line where it quotes nothing',
      cited('- The port lost much (2026-04-02) ([a.org](https://a.org/x)).', {
        url: 'https://a.org/x',
        at: '([a',
      }),
      [{ text: 'The port lost much .', date: '2026-04-02' }],
    ],
    [
      'a page once, with all that is cited of it',
      cited(
        'Both.',
        { url: 'https://a.org/x', citedText: 'It froze.' },
        { url: 'https://a.org/x', citedText: 'It thawed.' },
        { url: 'https://a.org/x', citedText: 'It froze.' },
      ),
      [{ text: 'It froze. … It thawed.' }],
    ],
    ['no address of another kind', cited('x', { url: 'javascript:alert(1)', citedText: 'It froze.' }), []],
    [
      'of Google the site that its own link leads to',
      grounded('"The port lost two million."\nMore.', '"The port lost two million."'),
      [{ url: redirect, source: 'news.example.org', text: 'The port lost two million.' }],
    ],
    [
      'of Google also what its segment alone says',
      grounded('Something else.', 'The port lost it all'),
      [{ text: 'The port lost it all' }],
    ],
  ])('are %s', (_, result, expected) => {
    expect(citedPages(result)).toMatchObject(expected)
  })

  it.each([
    ['April 2, 2026', '2026-04-02'],
    ['2026-04-02', '2026-04-02'],
    ['2 days ago', undefined],
    ['', undefined],
  ])('are dated by an age of %j as %s', (pageAge, date) => {
    const url = 'https://a.org/x'
    const { content } = cited('x', { url, citedText: 'It froze.' })
    const result = { ...source(url), providerMetadata: { anthropic: { pageAge } } }
    expect(citedPages({ content: [result, ...content] })).toMatchObject([{ date }])
  })
})
