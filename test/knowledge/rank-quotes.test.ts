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

const harbour =
  'The harbour of Nordby gave up dredging in 2019 and moved its quay 200 metres to the west. It saves about 4 million euros a year.\n\n' +
  'It rains in Vik.'
const museum =
  'Музей Лесогорска закрыл на ремонт 12 залов весной 2024 года. Он тратит на отопление 3 миллиона рублей в год.'

it.each([
  [harbour, 'How much does the harbour of Nordby save?', '2019', '4 million euros a year.'],
  [museum, 'Сколько музей Лесогорска тратит на отопление?', 'Музей', '3 миллиона рублей в год.'],
])('quotes of %j with what names it a sentence that speaks of it only', (text, question, name, figure) => {
  const quote = quoteFor(text, 'Read', question)
  expect(quote).toContain(name)
  expect(quote).toContain(figure)
  expect(text).toContain(quote)
})

it.each([
  ['How much did the harbour bridge cost?', 'It cost 412 million euros'],
  ['When does the harbour bridge reopen?', 'The harbour bridge reopens on Friday'],
])('finds for %j the sentence that says it, below the one that names the thing: %s', (question, start) => {
  const text =
    'The harbour bridge reopens on Friday after eleven years of works.\n\nIt cost 412 million euros, a third more than planned.\n\nIt is for 40,000 cars a day.'
  expect(quoteFor(text, 'Harbour bridge', question)?.startsWith(start)).toBe(true)
})
