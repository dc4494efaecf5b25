import { z } from 'zod'
import { readableItems } from './readable-items.ts'
import type { WebSearchForm } from './web-search-form.ts'

const answer = z.object({
  results: readableItems(
    z.object({
      title: z.string(),
      url: z.string(),
      content: z.string().nullish(),
      publishedDate: z.string().nullish(),
    }),
  ),
})

/** The server's settings must allow the format `json`: https://docs.searxng.org/dev/search_api.html (2026-11) */
export const searxng: WebSearchForm<z.infer<typeof answer>> = {
  mostResults: 20,
  request: (base, _key, { query, language }) => {
    const url = new URL('search', base)
    url.searchParams.set('q', query)
    url.searchParams.set('format', 'json')
    if (language) url.searchParams.set('language', language)
    return { url, method: 'GET', headers: {} }
  },
  answer,
  results: ({ results }) =>
    results.map(({ title, url, content, publishedDate }) => ({
      title,
      url,
      texts: [content],
      date: publishedDate,
    })),
}
