import { z } from 'zod'
import { cleanLine, cleanText } from '../text/clean-text.ts'
import { dropUndefined } from '../text/drop-undefined.ts'
import { toIsoDate } from '../text/published-date.ts'
import type { Finding, SiteContext } from './site.ts'

/** https://oembed.com/#section2.3, with what some sites add. */
const oembedForm = z.object({
  title: z.string().nullish(),
  author_name: z.string().nullish(),
  description: z.string().nullish(),
  /** Seconds. */
  duration: z.number().nullish(),
  upload_date: z.string().nullish(),
})

/**
 * What a site tells those who embed its content.
 * @param endpoint such as `https://vimeo.com/api/oembed.json`
 */
export async function askOembed(endpoint: string, page: string, { json }: SiteContext): Promise<Finding> {
  const address = new URL(endpoint)
  address.searchParams.set('url', page)
  address.searchParams.set('format', 'json')
  const told = await json(address.href, oembedForm)
  return dropUndefined({
    url: page,
    title: cleanLine(told.title),
    author: cleanLine(told.author_name),
    publishedAt: toIsoDate(told.upload_date),
    durationSeconds: told.duration ?? undefined,
    description: cleanText(told.description ?? ''),
  })
}
