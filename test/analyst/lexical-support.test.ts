import { describe, expect, it } from 'vitest'
import { bestPassages, supportScore } from '../../src/analyst/lexical-support.ts'

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

describe('bestPassages', () => {
  it('gives the best first with their places, and none that share nothing', () => {
    const passages = ['Bread is dear.', 'The ferry carried dogs.', claim, 'A ferry sank.']
    expect(bestPassages(claim, passages, 2).map(({ index }) => index)).toEqual([2, 1])
    expect(bestPassages(claim, ['Bread is dear.'], 2)).toEqual([])
  })
})
