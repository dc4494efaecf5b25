import { featureNames } from './block-features.ts'
import { type DecisionTree, readTree, writeTree } from './decision-trees.ts'

/** A line with the names of all features, then one for each tree. */
export function writeBlockTrees(trees: readonly DecisionTree[]): string {
  return `${[namesOfFeatures(), ...trees.map(writeTree)].join('\n')}\n`
}

/** @throws Error for trees that were grown on other features than those of today */
export function readBlockTrees(text: string): readonly DecisionTree[] {
  const [names, ...trees] = text.trim().split('\n')
  if (names !== namesOfFeatures())
    throw new Error('The trees of blocks were grown on other features. Grow them anew.')
  return trees.map(readTree)
}

function namesOfFeatures(): string {
  return featureNames().join(' ')
}
