import { describe, expect, it } from 'vitest'
import { meanVector, similarityAt, unitVector } from '../../src/text/vectors.ts'

describe('vectors', () => {
  it('are brought to length one', () => {
    expect(unitVector(Float32Array.of(3, 4))).toEqual(Float32Array.of(0.6, 0.8))
  })

  it('of nothing but zeros stay, and are alike to nothing', () => {
    const zero = unitVector(new Float32Array(2))
    expect(similarityAt(zero, 0, Float32Array.of(1, 0))).toBe(0)
  })

  it.each([[[]], [[Number.NaN, 1]], [[Number.POSITIVE_INFINITY, 1]]])('of %j are refused', (components) => {
    expect(() => unitVector(Float32Array.from(components))).toThrow(RangeError)
  })

  it('are compared at their place among others', () => {
    expect(similarityAt(Float32Array.of(1, 0, 0, 1), 2, Float32Array.of(0, 1))).toBe(1)
    expect(similarityAt(Float32Array.of(1, 0, 0, 1), 0, Float32Array.of(0, 1))).toBe(0)
  })

  it('have a mean', () => {
    expect(meanVector(Float32Array.of(1, 0, 0, 1), 2)).toEqual(Float32Array.of(0.5, 0.5))
  })
})
