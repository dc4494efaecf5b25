import { describe, expect, it } from 'vitest'
import { PassageIndex, supportScore } from '../../src/analyst/lexical-support.ts'

const claim = 'The ferry carried 418,000 passengers in 2025.'

describe('supportScore', () => {
  it('is 1 for the claim itself and 0 for another matter or an empty claim', () => {
    expect(supportScore(claim, claim)).toBe(1)
    expect(supportScore(claim, 'Bread prices went up again.')).toBe(0)
    expect(supportScore('', claim)).toBe(0)
  })

  it('knows a number however it is grouped, and words in other inflections', () => {
    expect(supportScore(claim, 'In 2025 ferries were carrying 418000 passengers.')).toBeGreaterThan(0.7)
  })

  it('falls when the number is missing, more than when another word is', () => {
    const withoutNumber = supportScore(claim, 'The ferry carried many passengers in 2025.')
    const withoutWord = supportScore(claim, 'The ferry had 418,000 passengers in 2025.')
    expect(withoutNumber).toBeLessThan(withoutWord)
    expect(withoutWord).toBeLessThan(1)
  })

  it('works on text without spaces', () => {
    expect(supportScore('地铁票价上调20%', '政府宣布地铁票价上调20%。')).toBeGreaterThan(0.9)
  })
})

describe('an index of passages', () => {
  const passages = ['Bread is dear.', 'The ferry carried dogs.', claim, 'A ferry sank.']

  it('gives the one that supports a statement most', () => {
    const index = new PassageIndex(passages, 'en')
    expect(index.best(claim)).toEqual({ passage: claim, score: 1 })
    expect(index.best('Dogs were on ferries.')?.passage).toBe('The ferry carried dogs.')
  })

  it('gives the first of equals, and none that shares nothing', () => {
    const index = new PassageIndex(['A ferry sank.', 'Ferries sank.', 'Bread is dear.'], 'en')
    expect(index.best('The ferry sank')?.passage).toBe('A ferry sank.')
    expect(index.best('Council taxes')).toBeUndefined()
    expect(index.best('')).toBeUndefined()
  })
})
