import { describe, expect, it } from 'vitest'
import { isBoilerplate } from '../../src/analyst/boilerplate.ts'
import { dependsOnContext, shortened, standingAlone } from '../../src/analyst/wording.ts'

describe('standingAlone', () => {
  it.each([
    ['However, prices fell.', 'Prices fell.'],
    ['But in fact, the mill\n stayed.', 'The mill stayed.'],
    ['Однако цены упали.', 'Цены упали.'],
    ['See [the **report**](https://example.org/a) [3].', 'See the report.'],
    ['It was hard," she said.', 'It was hard," she said.'],
    ['“The mill stays.', 'The mill stays.'],
    ['and the mill stayed.', 'And the mill stayed.'],
    ['iPhones sold well.', 'iPhones sold well.'],
    ['`npm ci` brings it along.', 'npm ci brings it along.'],
    ['docs/plan.md says so.', 'docs/plan.md says so.'],
    ['CARROW, 3 June 2026 (Coastwire) -- The mill stays.', 'The mill stays.'],
    ['ЗАТОНСК, 3 июня. /Вести/ — Мост открыт.', 'Мост открыт.'],
    ['TL;DR: The mill stays.', 'The mill stays.'],
    ['Кратко: мост открыт.', 'Мост открыт.'],
    ['The mill[edit] stays.[12][citation needed]', 'The mill stays.'],
  ])('makes %j read well by itself', (passage, expected) => {
    expect(standingAlone(passage)).toBe(expected)
  })

  it('leaves words alone that only begin like a connector', () => {
    expect(standingAlone('Sofia built a mill.')).toBe('Sofia built a mill.')
    expect(dependsOnContext('Items are sold here.')).toBe(false)
    expect(dependsOnContext('It is sold here.')).toBe(true)
  })
})

describe('shortened', () => {
  it('cuts at a word boundary within the limit, and only what is too long', () => {
    expect(shortened('The ferry stays.', 16)).toBe('The ferry stays.')
    expect(shortened('The ferry, stays.', 13)).toBe('The ferry…')
  })
})

describe('isBoilerplate', () => {
  it.each([
    'We use cookies to improve your experience.',
    'Subscribe to our newsletter today!',
    '© 2026 Northwind. All rights reserved.',
    'Thanks for watching, see you next week.',
    'Подписывайтесь на наш канал.',
  ])('knows %j', (sentence) => {
    expect(isBoilerplate(sentence)).toBe(true)
  })

  it.each([
    'The bakery sold 500 cookies on Sunday.',
    'Share prices fell by 4%.',
    'The mayor welcomed the vote.',
  ])('lets %j stay', (sentence) => {
    expect(isBoilerplate(sentence)).toBe(false)
  })
})
