import { writeBlockTrees } from '../../../src/sources/extract/main-text/blocks/block-trees.ts'
import type { PageBlocks } from '../../../src/sources/extract/main-text/blocks/page-blocks.ts'
import { type Boosting, boostTrees, type Examples } from './boost-trees.ts'

/** A page whose text is known. */
export interface LearningPage {
  readonly blocks: PageBlocks
  readonly features: readonly Float32Array[]
  /** For each block which share of it is expected. */
  readonly expected: readonly number[]
}

/** A page of thousands of blocks teaches no more than one of hundreds. */
const mostBlocks = 400
const boosting: Boosting = { trees: 150, leaves: 24, learningRate: 0.1 }

/** Learns which blocks are of the main text, as `readBlockTrees` reads it. */
export function learnBlocks(pages: readonly LearningPage[]): string {
  return writeBlockTrees(boostTrees(examplesOf(pages), boosting))
}

function examplesOf(pages: readonly LearningPage[]): Examples {
  const examples = pages.flatMap((page) => {
    const weights = weightsOf(page)
    const step = Math.max(1, page.features.length / mostBlocks)
    const places = Array.from({ length: Math.floor(page.features.length / step) }, (_place, at) =>
      Math.floor(at * step),
    )
    return places.map((at) => ({
      row: page.features[at] ?? new Float32Array(),
      share: page.expected[at] ?? 0,
      weight: (weights[at] ?? 0) * step,
    }))
  })
  const mean = examples.reduce((sum, { weight }) => sum + weight, 0) / examples.length
  return {
    rows: examples.map(({ row }) => row),
    shares: Float32Array.from(examples, ({ share }) => share),
    // One on average, which the growth of trees counts with.
    weights: Float32Array.from(examples, ({ weight }) => weight / mean),
  }
}

/** Long blocks count for more, and so do, together, long pages; neither in full measure. */
function weightsOf({ blocks: { blocks } }: LearningPage): readonly number[] {
  const weights = blocks.map(({ characters }) => Math.max(2, characters) ** 0.8)
  const whole = weights.reduce((sum, weight) => sum + weight, 0) ** 0.6
  return weights.map((weight) => weight / whole)
}
