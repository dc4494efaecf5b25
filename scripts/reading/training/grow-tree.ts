import type { DecisionTree } from '../../../src/sources/extract/main-text/blocks/decision-trees.ts'
import { type BinnedTable, mostBins } from './bins.ts'

/** Of the loss, for each row its slope and its curve where the trees before have led. */
export interface Gradients {
  readonly slopes: Float32Array
  readonly curves: Float32Array
}

export interface Growth {
  /** Rows that the tree is grown on. */
  readonly sample: Uint32Array
  readonly features: readonly number[]
  readonly leaves: number
  readonly learningRate: number
}

const fewestRows = 60
/** Added to the curve of a leaf, so that few rows say little. */
const penalty = 5
const fieldsOfBin = 3

interface Split {
  readonly feature: number
  readonly bin: number
  readonly gain: number
}

interface Leaf {
  readonly node: number
  readonly rows: Uint32Array
  /** For each feature and bin: slope, curve, rows. */
  readonly counts: Float64Array
  readonly split: Split | undefined
}

/** Splits the leaf that gains most until there are as many as wanted. */
export function growTree(table: BinnedTable, gradients: Gradients, growth: Growth): DecisionTree {
  const { sample, features, leaves, learningRate } = growth
  const tree = { features: [-1], values: [0], lower: [0], higher: [0] }
  const leafOf = (node: number, rows: Uint32Array, counts: Float64Array): Leaf => {
    const { slope, curve } = totalOf(counts)
    tree.values[node] = (-slope / (curve + penalty)) * learningRate
    return { node, rows, counts, split: bestSplit(counts, features) }
  }
  const open = [leafOf(0, sample, count(table, gradients, sample, features))]
  for (let grown = 1; grown < leaves; grown += 1) {
    const best = open.reduce<Leaf | undefined>(
      (one, other) => ((other.split?.gain ?? 0) > (one?.split?.gain ?? 0) ? other : one),
      undefined,
    )
    if (best?.split === undefined) break
    const { feature, bin } = best.split
    const column = table.columns[feature] ?? new Uint8Array()
    const lower = best.rows.filter((row) => (column[row] ?? 0) <= bin)
    const higher = best.rows.filter((row) => (column[row] ?? 0) > bin)
    const isLowerLess = lower.length < higher.length
    const less = count(table, gradients, isLowerLess ? lower : higher, features)
    const rest = best.counts.map((value, at) => value - (less[at] ?? 0))
    const node = tree.features.length
    tree.features[best.node] = feature
    tree.values[best.node] = table.borders[feature]?.[bin] ?? 0
    tree.lower[best.node] = node
    tree.higher[best.node] = node + 1
    tree.features.push(-1, -1)
    tree.values.push(0, 0)
    tree.lower.push(0, 0)
    tree.higher.push(0, 0)
    open.splice(open.indexOf(best), 1)
    open.push(
      leafOf(node, lower, isLowerLess ? less : rest),
      leafOf(node + 1, higher, isLowerLess ? rest : less),
    )
  }
  return tree
}

function count(
  { columns }: BinnedTable,
  { slopes, curves }: Gradients,
  rows: Uint32Array,
  features: readonly number[],
) {
  const counts = new Float64Array(features.length * mostBins * fieldsOfBin)
  for (const [place, feature] of features.entries()) {
    const column = columns[feature] ?? new Uint8Array()
    const start = place * mostBins
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] ?? 0
      const field = (start + (column[row] ?? 0)) * fieldsOfBin
      counts[field] = (counts[field] ?? 0) + (slopes[row] ?? 0)
      counts[field + 1] = (counts[field + 1] ?? 0) + (curves[row] ?? 0)
      counts[field + 2] = (counts[field + 2] ?? 0) + 1
    }
  }
  return counts
}

/** Any one feature counts all rows. */
function totalOf(counts: Float64Array) {
  const total = { slope: 0, curve: 0, rows: 0 }
  for (let bin = 0; bin < mostBins; bin += 1) addBin(total, counts, bin)
  return total
}

function addBin(
  sum: { slope: number; curve: number; rows: number },
  counts: Float64Array,
  place: number,
): void {
  sum.slope += counts[place * fieldsOfBin] ?? 0
  sum.curve += counts[place * fieldsOfBin + 1] ?? 0
  sum.rows += counts[place * fieldsOfBin + 2] ?? 0
}

function bestSplit(counts: Float64Array, features: readonly number[]): Split | undefined {
  const total = totalOf(counts)
  const worth = (slope: number, curve: number) => slope ** 2 / (curve + penalty)
  let best: Split | undefined
  for (const [place, feature] of features.entries()) {
    const lower = { slope: 0, curve: 0, rows: 0 }
    for (let bin = 0; bin < mostBins - 1; bin += 1) {
      addBin(lower, counts, place * mostBins + bin)
      if (lower.rows < fewestRows) continue
      if (total.rows - lower.rows < fewestRows) break
      const gain =
        worth(lower.slope, lower.curve) +
        worth(total.slope - lower.slope, total.curve - lower.curve) -
        worth(total.slope, total.curve)
      if (gain > (best?.gain ?? 1e-6)) best = { feature, bin, gain }
    }
  }
  return best
}
