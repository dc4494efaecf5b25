import { describe, expect, it } from 'vitest'
import { fuseRanks } from '../../src/knowledge/fuse-ranks.ts'

describe('merging rankings', () => {
  it('sums the reciprocals of sixty and the rank', () => {
    expect([
      ...fuseRanks([
        ['a', 'b'],
        ['b', 'c'],
      ]),
    ]).toEqual([
      ['b', 1 / 62 + 1 / 61],
      ['a', 1 / 61],
      ['c', 1 / 62],
    ])
  })

  it('keeps the order of a single ranking, and of equals', () => {
    expect([...fuseRanks([['a', 'b'], []]).keys()]).toEqual(['a', 'b'])
    expect([...fuseRanks([['x'], ['y']]).keys()]).toEqual(['x', 'y'])
    expect(fuseRanks([]).size).toBe(0)
  })
})
