import type { Source } from '../../source.ts'
import { cleanLine } from '../../text/clean-text.ts'
import { dropUndefined } from '../../text/drop-undefined.ts'
import { toLanguageTag } from '../../text/language-tag.ts'
import { toIsoDate } from '../../text/published-date.ts'
import type { HtmlDocument } from '../html-document.ts'

/** What a document says of itself in Dublin Core, as office programs and e-books write it. */
export function documentProperties(
  properties: HtmlDocument | undefined,
): Pick<Source, 'title' | 'author' | 'publishedAt' | 'language'> {
  const texts = (...tags: readonly string[]) =>
    tags.flatMap((tag) =>
      [...(properties?.getElementsByTagName(tag) ?? [])].map((element) => element.textContent),
    )
  return dropUndefined({
    title: cleanLine(texts('dc:title')[0]),
    author: cleanLine(texts('dc:creator', 'meta:initial-creator').filter(Boolean).join(', ')),
    publishedAt: toIsoDate(texts('dcterms:created', 'meta:creation-date', 'dc:date')[0]),
    language: toLanguageTag(texts('dc:language')[0]),
  })
}
