import { readFileSync } from 'node:fs'
import { cleanText } from '../../../text/clean-text.ts'
import { blockFeatures } from './block-features.ts'
import { readBlockTrees } from './block-trees.ts'
import { chooseBlocks, expectedAgreement } from './choose-blocks.ts'
import { type DecisionTree, foretell } from './decision-trees.ts'
import type { PageBlocks, TextBlock } from './page-blocks.ts'
import type { PageFacts } from './page-facts.ts'
import { WordTrace } from './word-trace.ts'

/** Made by `npm run train:reading`. */
const treesFile = new URL('./block-trees.txt', import.meta.url)

export interface BlockReading {
  /** The blocks that are taken for the main text. */
  readonly text: string
  /** How well it is expected to agree with the main text, from 0 to 1. */
  readonly agreement: number
  /** How well another text of the same page is expected to agree with it. */
  agreementOf(text: string): number
}

let known: readonly DecisionTree[] | undefined

function knownTrees(): readonly DecisionTree[] {
  known ??= readBlockTrees(readFileSync(treesFile, 'utf8'))
  return known
}

/**
 * Chooses the text of a page block by block. What speaks for a block is what it says, in which elements it stands, of what lists of
 * records these are part, and whether the other readers have taken it; what all that comes to was learnt from pages whose text is known.
 * Takes time in line with the size of the page.
 */
export function readByBlocks(page: PageBlocks, facts: PageFacts): BlockReading {
  const trees = knownTrees()
  const { blocks } = page
  const foretold = {
    shares: blockFeatures(page, facts).map((row) => foretell(trees, row)),
    sizes: sizesOf(blocks),
  }
  const isChosen = chooseBlocks(foretold)
  return {
    text: cleanText(textOf(blocks, isChosen)),
    agreement: expectedAgreement(foretold, isChosen.map(Number)),
    agreementOf(text) {
      const trace = new WordTrace(text)
      const taken = blocks.map((block) => trace.shareOf(block.text))
      const found = taken.reduce((sum, share, at) => sum + share * (foretold.sizes[at] ?? 0), 0)
      return expectedAgreement(foretold, taken, Math.max(0, text.length - found))
    },
  }
}

/** Shorter ones may well be said twice. */
const fewestOfRepeat = 60

/**
 * In characters; nothing for a paragraph that has been said before, as pages bring some twice, once for wide and once for narrow screens.
 */
function sizesOf(blocks: readonly TextBlock[]): readonly number[] {
  const said = new Set<string>()
  return blocks.map(({ text, characters }) => {
    if (characters < fewestOfRepeat) return characters
    const isRepeat = said.has(text)
    said.add(text)
    return isRepeat ? 0 : characters
  })
}

/** Blocks that follow each other keep what parts them; where something was left out between them, paragraphs do. */
function textOf(blocks: readonly TextBlock[], isChosen: readonly boolean[]): string {
  return blocks
    .flatMap(({ text, before, marker }, at) => {
      if (!isChosen[at]) return []
      const parting = at > 0 && !isChosen[at - 1] && before !== ' ' ? '\n\n' : before
      return [parting, marker, text]
    })
    .join('')
}
