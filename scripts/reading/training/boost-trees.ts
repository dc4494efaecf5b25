import type { DecisionTree } from '../../../src/sources/extract/main-text/blocks/decision-trees.ts'
import { type BinnedTable, binTable } from './bins.ts'
import { growTree } from './grow-tree.ts'

/** Rows of features, with the share to be foretold and a weight for each. */
export interface Examples {
  readonly rows: readonly Float32Array[]
  /** Between 0 and 1. */
  readonly shares: Float32Array
  readonly weights: Float32Array
}

export interface Boosting {
  readonly trees: number
  readonly leaves: number
  readonly learningRate: number
}

/** Of each tree, the part of rows and of features that it is grown on. */
const rowsPart = 0.7
const featuresPart = 0.3

/**
 * Gradient boosting of decision trees for shares: each tree goes on where the logistic loss of those before it is steepest (Friedman
 * 2001; histograms and growth by the best leaf as in LightGBM, https://lightgbm.readthedocs.io/en/stable/Features.html, 2026-11). The
 * same examples make the same trees.
 */
export function boostTrees(
  { rows, shares, weights }: Examples,
  { trees, leaves, learningRate }: Boosting,
): readonly DecisionTree[] {
  const table = binTable(rows)
  const random = randomNumbers(20_261_126)
  const scores = new Float32Array(rows.length)
  const slopes = new Float32Array(rows.length)
  const curves = new Float32Array(rows.length)
  const grown: DecisionTree[] = []
  for (let tree = 0; tree < trees; tree += 1) {
    for (let row = 0; row < rows.length; row += 1) {
      const foretold = 1 / (1 + Math.exp(-(scores[row] ?? 0)))
      const weight = weights[row] ?? 0
      slopes[row] = weight * (foretold - (shares[row] ?? 0))
      curves[row] = weight * Math.max(1e-6, foretold * (1 - foretold))
    }
    const sample = Uint32Array.from(rows.keys().filter(() => random() < rowsPart))
    const features = table.columns
      .keys()
      .filter(() => random() < featuresPart)
      .toArray()
    grown.push(growTree(table, { slopes, curves }, { sample, features, leaves, learningRate }))
    addScores(scores, table, grown.at(-1))
  }
  return grown
}

function addScores(scores: Float32Array, table: BinnedTable, tree: DecisionTree | undefined): void {
  if (tree === undefined) return
  for (let row = 0; row < scores.length; row += 1) {
    let node = 0
    while ((tree.features[node] ?? -1) >= 0) {
      const value = table.rows[row]?.[tree.features[node] ?? 0] ?? 0
      node = (value <= (tree.values[node] ?? 0) ? tree.lower[node] : tree.higher[node]) ?? 0
    }
    scores[row] = (scores[row] ?? 0) + (tree.values[node] ?? 0)
  }
}

/** Mulberry32: the same numbers at every run. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
