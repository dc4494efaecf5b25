import { describe, expect, it } from 'vitest'
import {
  chooseBlocks,
  expectedAgreement,
} from '../../../../src/sources/extract/main-text/blocks/choose-blocks.ts'
import {
  type DecisionTree,
  foretell,
  readTree,
  writeTree,
} from '../../../../src/sources/extract/main-text/blocks/decision-trees.ts'
import { WordTrace } from '../../../../src/sources/extract/main-text/blocks/word-trace.ts'

describe('choosing blocks', () => {
  it.each([
    ['the sure ones', [1, 0, 1], [10, 10, 10], [true, false, true]],
    ['what is likelier right than half of the agreement', [1, 0.6, 0.4], [10, 10, 10], [true, true, false]],
    ['the best of what is little sure', [0.2, 0.15, 0.01], [10, 10, 10], [true, true, false]],
    ['nothing of what does not count', [1, 1], [10, 0], [true, false]],
    ['nothing where there is nothing', [0, 0], [10, 10], [false, false]],
    ['none of none', [], [], []],
  ])('takes %s', (_title, shares, sizes, chosen) => {
    expect(chooseBlocks({ shares, sizes })).toEqual(chosen)
  })

  it.each([
    ['all of it', [1, 0], [1, 0], 0, 1],
    ['half of it', [1, 1], [1, 0], 0, 2 / 3],
    ['twice as much', [1, 0], [1, 1], 0, 2 / 3],
    ['as much from elsewhere', [1, 0], [1, 0], 10, 2 / 3],
    ['none of it', [1, 0], [0, 1], 0, 0],
  ])('expects of a text with %s', (_title, shares, taken, beside, agreement) => {
    expect(expectedAgreement({ shares, sizes: [10, 10] }, taken, beside)).toBeCloseTo(agreement)
  })
})

describe('decision trees', () => {
  const tree: DecisionTree = {
    features: [1, -1, 0, -1, -1],
    values: [2.5, -1, 7, 0.25, 3],
    lower: [1, 0, 3, 0, 0],
    higher: [2, 0, 4, 0, 0],
  }

  it('are the same when they are written and read', () => {
    expect(writeTree(tree)).toBe('1<2.5 -1 0<7 0.25 3')
    expect(writeTree(readTree(writeTree(tree)))).toBe(writeTree(tree))
  })

  it.each([
    ['at the border, lower', [9, 2.5], -1],
    ['higher, then at the border', [7, 3], 0.25],
    ['higher twice', [8, 3], 3],
  ])('lead %s', (_title, row, value) => {
    const expected = 1 / (1 + Math.exp(-value))
    expect(foretell([readTree(writeTree(tree))], Float32Array.from(row))).toBeCloseTo(expected)
    expect(foretell([tree, tree], Float32Array.from(row))).toBeCloseTo(1 / (1 + Math.exp(-2 * value)))
  })
})

describe('the trace of a text', () => {
  const trace = new WordTrace('Home\nThe old bridge was closed at noon.\nRead more')
  it.each([
    ['a line of it', 'the old BRIDGE was closed', 1],
    ['half of a line', 'old bridge was closed yesterday by order', 2 / 5],
    ['a short line of it', 'Read more', 1],
    ['a short part of a line', 'at noon', 0],
    ['what is not there', 'the new bridge was opened', 0],
    ['no words', '—', 0],
  ])('knows %s', (_title, line, share) => {
    expect(trace.shareOf(line)).toBeCloseTo(share)
  })
})
