import { describe, expect, it } from 'vitest'
import { callsThatTell, usualCeiling, usualMarginPercent } from '../../src/llm/usual-ceiling.ts'

const bounds = { leastOutputTokens: 700, usualOutputTokens: 2_000, maxOutputTokens: 8_000 }

/** The lowest useful ceiling and the ceiling itself, as `<least> to <most>`. */
function boundsOf(calls: number, highTokens: number, overrides: Partial<typeof bounds> = {}): string {
  const { leastOutputTokens, maxOutputTokens } = usualCeiling(
    { calls, highTokens },
    { ...bounds, ...overrides },
  )
  return `${leastOutputTokens} to ${maxOutputTokens}`
}

describe('the usual ceiling', () => {
  it('is learned from twenty calls on, with half as much again', () => {
    expect([callsThatTell, usualMarginPercent]).toEqual([20, 150])
    expect(boundsOf(19, 1_000)).toBe('700 to 2000')
    expect(boundsOf(20, 1_000)).toBe('700 to 1500')
    expect(boundsOf(20, 400)).toBe('400 to 600')
  })

  it('is rounded up', () => {
    expect(boundsOf(20, 401)).toBe('401 to 602')
  })

  it('is no less than was thought while few calls tell, and more where they needed more', () => {
    expect(boundsOf(0, 0)).toBe('700 to 2000')
    expect(boundsOf(19, 1_333)).toBe('700 to 2000')
    expect(boundsOf(19, 1_334)).toBe('700 to 2001')
  })

  it('is never above what was wanted, nor below what is of use', () => {
    expect(boundsOf(20, 6_000)).toBe('700 to 8000')
    expect(boundsOf(20, 5_333)).toBe('700 to 8000')
    expect(boundsOf(20, 5_332)).toBe('700 to 7998')
    expect(boundsOf(0, 0, { usualOutputTokens: 500 })).toBe('700 to 700')
  })

  it('leaves room for one token where such calls write nothing', () => {
    expect(boundsOf(20, 0)).toBe('1 to 1')
    expect(boundsOf(0, 0, { leastOutputTokens: 0, usualOutputTokens: 0 })).toBe('1 to 1')
  })
})
