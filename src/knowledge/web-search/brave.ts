import { z } from 'zod'
import type { WebSearchForm } from './web-search-form.ts'

const optionalText = z.string().nullish()

const answer = z.object({
  web: z
    .object({
      results: z.array(
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

/** https://api-dashboard.search.brave.com/documentation (2026-11) */
export const brave: WebSearchForm<z.infer<typeof answer>> = {
  mostResults: 20,
  request: (base, key = '', { query, limit, language }) => {
    const url = new URL('res/v1/web/search', base)
    url.searchParams.set('q', query)
    url.searchParams.set('count', String(limit))
    url.searchParams.set('text_decorations', 'false')
    url.searchParams.set('extra_snippets', 'true')
    if (language) url.searchParams.set('search_lang', language)
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
