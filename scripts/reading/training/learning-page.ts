import { findHtmlCharset } from '../../../src/sources/extract/html-charset.ts'
import { blockFeatures } from '../../../src/sources/extract/main-text/blocks/block-features.ts'
import { readingsOf } from '../../../src/sources/extract/main-text/page-readings.ts'
import { decodeText } from '../../../src/sources/text/decode-text.ts'
import type { ExpectedPage } from '../pages.ts'
import { expectedShares } from './expected-shares.ts'
import type { LearningPage } from './learn-blocks.ts'

/** Undefined for a page that no reader takes. */
export async function learningPage({
  html: bytes,
  expected,
}: ExpectedPage): Promise<LearningPage | undefined> {
  const readings = await readingsOf(decodeText(bytes, findHtmlCharset(bytes)), undefined)
  if (readings === undefined) return undefined
  const { blocks, facts } = readings
  return {
    blocks,
    features: blockFeatures(blocks, facts),
    expected: expectedShares(blocks.blocks, expected),
  }
}
