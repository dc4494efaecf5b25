import { expect, it } from 'vitest'
import { readInConversation } from '../../src/knowledge/question.ts'

const before = 'How much did the Corley ferry lose in 2024?'

it.each([
  ['And in 2023?', [before], [['2023', 'corley', 'ferri', 'lose']]],
  ['And Marrowby?', [before], [['marrowbi', 'ferri', 'lose', '2024']]],
  ['Why?', [before], [['corley', 'ferri', 'lose', '2024']]],
  ['Who owns it?', [before], [['own', 'corley', 'ferri', 'lose', '2024'], ['own']]],
  [
    'Which boats sail?',
    [before],
    [
      ['boat', 'sail'],
      ['boat', 'sail', 'corley', 'ferri', 'lose', '2024'],
    ],
  ],
  ['Which colour do the town hall windows have?', [before], [['colour', 'town', 'hall', 'window']]],
  ['And in 2022?', [before, 'And in 2023?'], [['2022', 'corley', 'ferri', 'lose']]],
  ['And in 2023?', [], [['2023']]],
  ['А в Москве?', ['Сколько стоит проезд в Казани?'], [['москв', 'сто', 'проезд']]],
])('reads %j after %j as %j', (question, earlier, expected) => {
  expect(readInConversation(question, earlier).map(({ words }) => words.map(({ form }) => form))).toEqual(
    expected,
  )
})

it.each([
  ['Почему на трассе стало тише?', []],
  ['Волки вернулись в лес?', []],
  ['Кому в Туле дали стипендию?', ['Туле']],
  ['Соня Бурцева выиграла турнир?', ['Соня', 'Бурцева']],
  ['Towers of Carrow: who painted them?', ['Carrow']],
])('takes for names in %j no word that has its capital from where it stands', (question, names) => {
  const [read] = readInConversation(question, [])
  expect(read?.words.filter(({ isName }) => isName).map(({ written }) => written)).toEqual(names)
})
