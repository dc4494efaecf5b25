import { expect, test } from 'vitest'
import { documentKinds } from '../../../src/sources/extract/document-kinds.ts'
import { extractors } from '../../../src/sources/extract/extractors.ts'

test('Every kind of document has an extractor that reads it, in the same order', () => {
  expect(extractors).toMatchObject(Object.values(documentKinds))
})
