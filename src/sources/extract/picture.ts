import { SourceError } from '../source-error.ts'
import { documentKinds } from './document-kinds.ts'
import type { Extractor } from './extractor.ts'

/** Has no text by itself: it is recognised where that is set up, see `readDocument`. */
export const picture = {
  ...documentKinds.picture,

  async extract({ location }) {
    throw new SourceError({ reason: 'picture_of_text', values: {} }, location)
  },
} as const satisfies Extractor
