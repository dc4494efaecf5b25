import { z } from 'zod'
import { readableItems } from './readable-items.ts'
import type { WebSearchForm } from './web-search-form.ts'

const optionalText = z.string().nullish()

const answer = z.object({
  web: z
    .object({
      results: readableItems(
        z.object({
          title: z.string(),
          url: z.string(),
          description: optionalText,
          extra_snippets: z.array(z.string()).nullish(),
          page_age: optionalText,
        }),
      ),
    })
    .nullish(),
})

/** Languages that it calls otherwise, and those that it knows (https://api-dashboard.search.brave.com/app/documentation/web-search/codes, 2026-11). */
const otherNames: Readonly<Record<string, string>> = {
  ja: 'jp',
  zh: 'zh-hans',
  pt: 'pt-br',
  no: 'nb',
  nn: 'nb',
}
const languages = new Set(
  'ar eu bn bg ca zh-hans zh-hant hr cs da nl en et fi fr gl de el gu he hi hu is it jp kn ko lv lt ms ml mr nb pl pt-br pa ro ru sr sk sl es sv ta te th tr uk vi'.split(
    ' ',
  ),
)
/** Of a query. */
const mostWords = 50

/** https://api-dashboard.search.brave.com/documentation (2026-11) */
export const brave: WebSearchForm<z.infer<typeof answer>> = {
  mostResults: 20,
  request: (base, key = '', { query, limit, language }) => {
    const url = new URL('res/v1/web/search', base)
    url.searchParams.set('q', query.split(' ').slice(0, mostWords).join(' '))
    url.searchParams.set('count', String(limit))
    url.searchParams.set('text_decorations', 'false')
    url.searchParams.set('extra_snippets', 'true')
    const spoken = otherNames[language ?? ''] ?? language
    // It refuses a search in a language that it does not know.
    if (spoken && languages.has(spoken)) url.searchParams.set('search_lang', spoken)
    return { url, method: 'GET', headers: { 'x-subscription-token': key } }
  },
  answer,
  results: ({ web }) =>
    (web?.results ?? []).map(({ title, url, description, extra_snippets, page_age }) => ({
      title,
      url,
      texts: [description, ...(extra_snippets ?? [])],
      date: page_age,
    })),
}
