import { dropUndefined } from '../text/drop-undefined.ts'
import type { Finding, SiteContext } from './site.ts'

/** What the page of a recording says of itself, to people and previews alike. @throws {SourceError} */
export async function askPage(page: string, { read }: SiteContext): Promise<Finding> {
  const { title, author, publishedAt, language, text } = await read(page)
  return { url: page, description: text, ...dropUndefined({ title, author, publishedAt, language }) }
}
