import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readInConversation } from '../../src/knowledge/question.ts'
import { answers, rankQuotes } from '../../src/knowledge/rank-quotes.ts'
import { cutPassages } from '../../src/text/cutting.ts'

const demo = readFileSync(new URL('../../docs/demo/street-lights.md', import.meta.url), 'utf8')
const towns =
  'Corley has 3,100 inhabitants, people say. Marrowby has 7,200 inhabitants, people say. Marrowby has a cinema.\n\n' +
  'The Corley lighthouse is owned by a club of sailors. It was built in 1874 for the port. The school was built in 1931.'

/** By words alone: no vectors. */
function quoteFor(text: string, title: string, question: string, before: readonly string[] = []) {
  const passages = cutPassages(text).map((passage) => ({
    ...passage,
    documentId: '1',
    workflow: 'wf_1',
    title,
    url: undefined,
    rememberedAtMs: 0,
    score: 1,
    similarity: undefined,
  }))
  const [read] = readInConversation(question, before)
  const [best] = read ? rankQuotes(read, passages) : []
  return best && answers(best) ? best.quote : undefined
}

it.each([
  ['How much money did the city save?', '1.9 million euros'],
  ['How much cash did lighting the streets cost?', '4.1 million euros'],
  ['How much money does the mayor earn?', undefined],
  ['How much time do the buses take?', undefined],
])('finds for %j, whose measure the text only has figures of, %s', (question, figure) => {
  const quote = quoteFor(demo, 'A city in the dark', question)
  expect(quote?.includes(figure ?? '')).toBe(figure === undefined ? undefined : true)
})

it.each([
  ['What about Marrowby?', 'How many people live in Corley?', '7,200'],
  ['When was it built?', 'Who owns the Corley lighthouse?', '1874'],
])('finds for %j what it asks beyond %j', (question, before, figure) => {
  expect(quoteFor(towns, 'Towns', question, [before])).toContain(figure)
})
