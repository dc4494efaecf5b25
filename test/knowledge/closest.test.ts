import { describe, expect, it } from 'vitest'
import { Closest } from '../../src/knowledge/closest.ts'

describe('the closest neighbours', () => {
  it('are kept in order, however many are offered', () => {
    const closest = new Closest(3)
    for (const similarity of [0.1, 0.9, 0.3, 0.2, 0.8, 0.05, 0.4, 0.6, 0.7, 0.5, 0.85, 0.01, 0.95, 0.02])
      closest.offer({ document: 1, ordinal: 0, similarity })
    expect(closest.list().map(({ similarity }) => similarity)).toEqual([0.95, 0.9, 0.85])
  })

  it('do not count what stands at a right angle or points away', () => {
    const closest = new Closest(3)
    for (const similarity of [0, -0.5, 0.001]) closest.offer({ document: 1, ordinal: 0, similarity })
    expect(closest.list().map(({ similarity }) => similarity)).toEqual([0.001])
  })
})
