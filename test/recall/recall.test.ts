import { expect, it } from 'vitest'
import { openKnowledge } from '../support/knowledge.ts'
import { questionsOf, type Recalled, recall, rememberNotes, sharesOf } from './recall-bench.ts'

it('finds what stands in the notes in English and Russian, what is meant in English, and nothing that is not for its reader', async () => {
  const { store } = await openKnowledge()
  await rememberNotes(store, { withNotices: false })
  const recalled: Recalled[] = []
  for (const asked of questionsOf('dev')) recalled.push(await recall(store, asked))

  const shares = new Map(
    sharesOf(recalled).map(({ language, kind, share }) => [`${language} ${kind}`, share]),
  )

  expect(shares.get('en near')).toBe(1)
  expect(shares.get('ru near')).toBe(1)
  expect(shares.get('en paraphrase')).toBeGreaterThanOrEqual(0.65)
  expect(shares.get('en none')).toBeGreaterThanOrEqual(0.9)
  expect(shares.get('ru none')).toBe(1)
})
