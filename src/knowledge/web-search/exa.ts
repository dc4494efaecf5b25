import { z } from 'zod'
import { readableItems } from './readable-items.ts'
import type { WebSearchForm } from './web-search-form.ts'

const shownCharacters = 1_200

const answer = z.object({
  results: readableItems(
    z.object({
      title: z.string().nullish(),
      url: z.string(),
      publishedDate: z.string().nullish(),
      text: z.string().nullish(),
      highlights: z.array(z.string()).nullish(),
    }),
  ),
})

/** With as many results, and their texts, as its price covers: https://docs.exa.ai/reference/search (2026-11) */
export const exa: WebSearchForm<z.infer<typeof answer>> = {
  mostResults: 10,
  request: (base, key = '', { query, limit }) => ({
    url: new URL('search', base),
    method: 'POST',
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    body: JSON.stringify({
      query,
      type: 'auto',
      numResults: limit,
      contents: { highlights: { maxCharacters: shownCharacters } },
    }),
  }),
  answer,
  results: ({ results }) =>
    results.map(({ title, url, publishedDate, text, highlights }) => ({
      title: title ?? '',
      url,
      texts: highlights?.length ? highlights : [text?.slice(0, shownCharacters)],
      date: publishedDate,
    })),
}
