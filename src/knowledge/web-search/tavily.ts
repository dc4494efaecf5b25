import { z } from 'zod'
import { readableItems } from './readable-items.ts'
import type { WebSearchForm } from './web-search-form.ts'

const answer = z.object({
  results: readableItems(
    z.object({
      title: z.string(),
      url: z.string(),
      content: z.string().nullish(),
      published_date: z.string().nullish(),
    }),
  ),
})

/** Its basic search, which costs one credit: https://docs.tavily.com/documentation/api-reference/endpoint/search (2026-11) */
export const tavily: WebSearchForm<z.infer<typeof answer>> = {
  mostResults: 20,
  request: (base, key = '', { query, limit }) => ({
    url: new URL('search', base),
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, max_results: limit, search_depth: 'basic' }),
  }),
  answer,
  results: ({ results }) =>
    results.map(({ title, url, content, published_date }) => ({
      title,
      url,
      texts: [content],
      date: published_date,
    })),
}
