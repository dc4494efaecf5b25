import { z } from 'zod'
import type { EvidencePassage } from './evidence-search.ts'
import { plainText, singleSpaced, webAddress } from './plain-html.ts'

/** What is read of an answer (formatversion=2). `query` is missing when nothing was found, `extract` where the wiki has no TextExtracts. */
export const mediaWikiAnswer = z.object({
  error: z.object({ code: z.string(), info: z.string() }).optional(),
  query: z
    .object({
      search: z.array(z.object({ pageid: z.number(), snippet: z.string().optional() })).optional(),
      pages: z
        .array(
          z.object({
            pageid: z.number().optional(),
            title: z.string(),
            /** Rank of the page: the pages themselves come in the order of their ids. */
            index: z.number().optional(),
            extract: z.string().optional(),
            fullurl: z.string().optional(),
          }),
        )
        .optional(),
    })
    .optional(),
  batchcomplete: z.boolean().optional(),
})
export type MediaWikiAnswer = z.infer<typeof mediaWikiAnswer>

/** The pages of an answer, best first; pages without text or web address are left out. */
export function passagesOf({ query }: MediaWikiAnswer, api: URL): readonly EvidencePassage[] {
  const snippets = new Map(query?.search?.map(({ pageid, snippet }) => [pageid, plainText(snippet ?? '')]))
  return (query?.pages ?? [])
    .toSorted((left, right) => (left.index ?? Infinity) - (right.index ?? Infinity))
    .flatMap(({ pageid, title, fullurl, extract = '' }) => {
      const url = webAddress(fullurl, api)
      const snippet = pageid === undefined ? '' : (snippets.get(pageid) ?? '')
      const text = evidenceText(extract.trim(), snippet)
      return url && text ? [{ title, url: url.href, text, source: url.host }] : []
    })
}

/** The introduction, then the place of the match where that is elsewhere in the page. */
function evidenceText(introduction: string, snippet: string): string {
  if (introduction === '' || singleSpaced(introduction).includes(snippet)) return introduction || snippet
  return `${introduction}\n\n… ${snippet} …`
}
