import { describe, expect, it } from 'vitest'
import { contradicts } from '../../src/analyst/contradiction.ts'

describe('contradicts', () => {
  it.each([
    [
      'another percentage',
      'Fuel costs rose by 41% over the period.',
      'Fuel costs rose by 14% over the period.',
    ],
    [
      'another sum',
      'The new boat will cost $6.8 million.',
      'The new boat will cost $9 million, the town said.',
    ],
    [
      'another count',
      'The ferry carried 418,000 passengers last year.',
      'Last year the ferry carried 310,000 passengers.',
    ],
    [
      'a negation',
      'The council approved the tax increase.',
      'The council has not approved the tax increase.',
    ],
    [
      'the opposite direction',
      'Ticket sales in Carrow rose last year.',
      'Ticket sales in Carrow fell last year.',
    ],
    [
      'a Russian figure',
      'Число читателей библиотек сократилось на 18%.',
      'Число читателей библиотек сократилось на 5%.',
    ],
  ])('sees %s', (_, claim, passage) => {
    expect(contradicts(claim, passage)).toBe(true)
    expect(contradicts(claim, `The weather was fine. ${passage} Nobody came.`)).toBe(true)
  })

  it.each([
    [
      'the same figure',
      'Fuel costs rose by 41% over the period.',
      'Over the period fuel costs rose by 41 percent.',
    ],
    [
      'a rounded figure',
      'The ferry carried 418,000 passengers last year.',
      'The ferry carried about 420,000 passengers last year.',
    ],
    [
      'a figure of another year',
      'The ferry carried 418,000 passengers in 2025.',
      'The ferry carried 540,000 passengers in 2015.',
    ],
    ['another subject', 'Fuel costs rose by 41% over the period.', 'Bus fares rose by 5% in the city.'],
    [
      'a figure of another unit',
      'The ferry carried 418,000 passengers last year.',
      'Last year the ferry carried passengers 20 kilometres.',
    ],
    [
      'a negation of something else',
      'The council approved the tax increase.',
      'The tax increase that the council approved does not apply to shops, schools or hospitals.',
    ],
    [
      'few common words',
      'The passenger ferry carried 418,000 passengers across the strait during the whole summer season.',
      'A ferry picture shows 900 passengers near the strait.',
    ],
    ['nothing', 'The ferry sails.', ''],
  ])('is silent about %s', (_, claim, passage) => {
    expect(contradicts(claim, passage)).toBe(false)
  })
})
