import { SourceError } from '../source-error.ts'
import { cleanText } from '../text/clean-text.ts'
import { decodeText } from '../text/decode-text.ts'
import { documentKinds } from './document-kinds.ts'
import type { Extractor } from './extractor.ts'

export const plainText = {
  ...documentKinds.plainText,

  async extract({ location, url, bytes, charset }) {
    const text = cleanText(decodeText(bytes, charset))
    if (text === '') throw new SourceError({ reason: 'empty', values: {} }, location)
    return { location, ...(url !== undefined && { url }), type: 'text', text }
  },
} as const satisfies Extractor
