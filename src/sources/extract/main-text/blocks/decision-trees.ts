/** Nodes of a tree, its root first. */
export interface DecisionTree {
  /** The feature that a node asks for; -1 for a leaf. */
  readonly features: readonly number[]
  /** Up to which value of it the way leads lower; of a leaf, what it adds. */
  readonly values: readonly number[]
  readonly lower: readonly number[]
  readonly higher: readonly number[]
}

/** The share, between 0 and 1, that boosted trees foretell for a row of features. */
export function foretell(trees: readonly DecisionTree[], row: Float32Array): number {
  let score = 0
  for (const { features, values, lower, higher } of trees) {
    let node = 0
    for (let feature = features[0] ?? -1; feature >= 0; feature = features[node] ?? -1)
      node = ((row[feature] ?? 0) <= (values[node] ?? 0) ? lower[node] : higher[node]) ?? 0
    score += values[node] ?? 0
  }
  return 1 / (1 + Math.exp(-score))
}

/** A line for each tree: its nodes from the root, each before all on its lower side and then all on its higher one. */
export function writeTree({ features, values, lower, higher }: DecisionTree): string {
  const words: string[] = []
  const left = [0]
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    const feature = features[node] ?? -1
    const value = String(Number((values[node] ?? 0).toPrecision(feature < 0 ? 3 : 5)))
    words.push(feature < 0 ? value : `${feature}<${value}`)
    if (feature >= 0) left.push(higher[node] ?? 0, lower[node] ?? 0)
  }
  return words.join(' ')
}

export function readTree(line: string): DecisionTree {
  const nodes = line.split(' ').map((word) => word.split('<'))
  const tree = {
    features: [] as number[],
    values: [] as number[],
    lower: [] as number[],
    higher: [] as number[],
  }
  /** Nodes whose higher side is still to come. */
  const waiting: number[] = []
  for (const [node, [first = '', second]] of nodes.entries()) {
    tree.features.push(second === undefined ? -1 : Number(first))
    tree.values.push(Number(second ?? first))
    tree.lower.push(second === undefined ? 0 : node + 1)
    tree.higher.push(0)
    if (second !== undefined) {
      waiting.push(node)
      continue
    }
    const parent = waiting.pop()
    if (parent !== undefined) tree.higher[parent] = node + 1
  }
  return tree
}
