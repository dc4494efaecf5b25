import { describe, expect, it } from 'vitest'
import { compareTexts } from '../../src/analyst/comparison.ts'

const textOf = (source: number, text: string, language = 'en') => ({
  source,
  text,
  language,
  points: text.split('\n').map((sentence) => ({ text: sentence, quote: sentence })),
})

describe('what two texts say of the same', () => {
  it.each([
    [
      'another amount',
      'The bridge will cost 40 million euros.',
      'The new bridge will cost 52 million euros.',
    ],
    [
      'another number',
      'The storm killed 12 people on the coast.',
      'The storm on the coast killed 15 people.',
    ],
    ['another year', 'The old harbour station opened in 1904.', 'The old harbour station opened in 1911.'],
    ['another month', 'The old harbour station opens in May.', 'The old harbour station opens in June.'],
    ['другой месяц', 'Новый мост откроют для машин в мае.', 'Новый мост откроют для машин в июне.'],
    [
      'the opposite',
      'Ticket sales at the theatre rose in March.',
      'Ticket sales at the theatre fell in March.',
    ],
    [
      'a denial',
      'The mayor signed the harbour contract on Monday.',
      'The mayor has not signed the harbour contract on Monday.',
    ],
    [
      'по-русски другое число',
      'Новый мост обойдётся городу в 40 млн рублей.',
      'Новый мост обойдётся городу в 52 млн рублей.',
    ],
  ])('contradicts itself with %s', (_title, one, other) => {
    const { agreements, contradictions } = compareTexts([textOf(0, one), textOf(1, other)])
    expect(agreements).toEqual([])
    expect(contradictions).toEqual([
      {
        text: one,
        said: [
          { source: 0, quote: one },
          { source: 1, quote: other },
        ],
      },
    ])
  })

  it.each([
    [
      'The council approved the new bridge on Tuesday.',
      'On Tuesday the council approved the new bridge over the Elm.',
    ],
    [
      'The bridge will cost 40 million euros.',
      'Officials say that the bridge will cost 40 million euros in all.',
    ],
  ])('agrees: %s', (one, other) => {
    const { agreements, contradictions } = compareTexts([textOf(0, one), textOf(2, other)])
    expect(contradictions).toEqual([])
    expect(agreements).toMatchObject([{ said: [{ source: 0 }, { source: 2, quote: other }] }])
  })

  it.each([
    ['en', 'EN-gb'],
    ['nb', 'no'],
    ['nn-NO', 'nb'],
  ])('is compared in one language, whatever its tag says beside: %s and %s', (one, other) => {
    const said = [
      'The old harbour station opened in 1904.',
      'The old harbour station opened in 1911.',
    ] as const
    const { contradictions } = compareTexts([textOf(0, said[0], one), textOf(1, said[1], other)])
    expect(contradictions).toHaveLength(1)
  })

  it.each([
    ['Sales of bread rose by 5 percent in 2019.', 'Sales of bread rose by 7 percent in 2020.'],
    ['The bridge will cost 40 million euros.', 'The ferry carried 52 million passengers.'],
    [
      'The harbour master said that the work would begin in May.',
      'The work will cost 5.1 million euros and begin in June, the harbour master said on Friday.',
    ],
  ])('is not compared where it is of something else: %s', (one, other) => {
    expect(compareTexts([textOf(0, one), textOf(1, other)])).toEqual({ agreements: [], contradictions: [] })
  })

  it('names all that agree in one point, and compares languages apart', () => {
    const sentence = 'The council approved the new bridge on Tuesday.'
    const { agreements } = compareTexts([
      textOf(0, sentence),
      textOf(1, sentence),
      textOf(2, sentence),
      textOf(3, sentence, 'ru'),
    ])
    expect(agreements.map(({ said }) => said.map(({ source }) => source))).toEqual([[0, 1, 2]])
  })
})
