import type { Source } from '../../source.ts'
import { SourceError } from '../../source-error.ts'
import { cleanText } from '../../text/clean-text.ts'
import type { RawDocument } from '../extractor.ts'
import type { HtmlDocument } from '../html-document.ts'
import { documentProperties } from './document-properties.ts'

/** @throws SourceError `empty` when there is no text */
export function documentSource(
  { location, url }: RawDocument,
  type: 'document' | 'presentation' | 'spreadsheet' | 'book',
  written: string,
  properties: HtmlDocument | undefined,
): Source {
  const text = cleanText(written)
  if (text === '') throw new SourceError({ reason: 'empty', values: {} }, location)
  return { location, ...(url !== undefined && { url }), type, ...documentProperties(properties), text }
}
