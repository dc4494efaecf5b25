import { dropUndefined } from '../text/drop-undefined.ts'
import { asJson } from './answer.ts'
import type { Finding, SiteContext } from './site.ts'

/**
 * What a site tells those who embed its content.
 * @param endpoint such as `https://vimeo.com/api/oembed.json`
 */
export async function askOembed(
  endpoint: string,
  page: string,
  { answer, told }: SiteContext,
): Promise<Finding> {
  const address = new URL(endpoint)
  address.searchParams.set('url', page)
  address.searchParams.set('format', 'json')
  const facts = await told(await answer(address.href, asJson), 'oembed')
  return dropUndefined({ url: page, ...facts })
}
