/** Answers as api.php gives them with formatversion=2. */
export const found = {
  batchcomplete: true,
  continue: { sroffset: 2, continue: '-||info|extracts' },
  query: {
    pages: [
      {
        pageid: 310,
        ns: 0,
        title: 'Fresnel lens',
        index: 2,
        extract: 'A Fresnel lens is a compact lens\ndivided into rings.',
        contentmodel: 'wikitext',
        pagelanguage: 'en',
        length: 28_000,
        fullurl: 'https://en.wikipedia.org/wiki/Fresnel_lens',
        canonicalurl: 'https://en.wikipedia.org/wiki/Fresnel_lens',
      },
      {
        pageid: 17_823,
        ns: 0,
        title: 'Lighthouse',
        index: 1,
        extract: 'A lighthouse is a tower designed to emit light.\n',
        fullurl: 'https://en.wikipedia.org/wiki/Lighthouse',
      },
    ],
    search: [
      {
        ns: 0,
        title: 'Lighthouse',
        pageid: 17_823,
        snippet:
          'the first <span class="searchmatch">lighthouse</span> keepers&#039; logs &amp; &quot;notes&quot; &lt;1850&gt;\n of',
      },
      {
        ns: 0,
        title: 'Fresnel lens',
        pageid: 310,
        snippet: 'a compact <span class="searchmatch">lens</span> divided into',
      },
    ],
  },
}

export const nothingFound = { batchcomplete: true, query: { search: [] } }

export function errorBody(code: string, info: string) {
  return {
    error: { code, info, docref: 'See https://en.wikipedia.org/w/api.php for API usage.' },
    servedby: 'mw1',
  }
}

/** A wiki without TextExtracts. */
export const withoutExtracts = {
  batchcomplete: true,
  warnings: { query: { warnings: 'Unrecognized value for parameter "prop": extracts' } },
  query: {
    pages: [
      { pageid: 5, ns: 0, title: 'Harbour', index: 1, fullurl: '//wiki.example.org/wiki/Harbour' },
      { pageid: 6, ns: 0, title: 'Nothing to read', index: 2, fullurl: '//wiki.example.org/wiki/Nothing' },
      { pageid: 7, ns: 0, title: 'No place', index: 3 },
      { pageid: 8, ns: 0, title: 'Odd place', index: 4, fullurl: 'javascript:alert(1)' },
    ],
    search: [
      { ns: 0, title: 'Harbour', pageid: 5, snippet: 'ships in the <b>harbour</b>' },
      { ns: 0, title: 'Nothing to read', pageid: 6, snippet: '' },
      { ns: 0, title: 'No place', pageid: 7, snippet: 'text' },
      { ns: 0, title: 'Odd place', pageid: 8, snippet: 'text' },
    ],
  },
}
