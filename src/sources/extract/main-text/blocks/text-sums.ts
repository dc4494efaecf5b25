import type { PageBlocks, TextBlock } from './page-blocks.ts'

/** What some blocks of a page come to. */
export interface TextSum {
  blocks: number
  characters: number
  linkCharacters: number
  /** Of what ends as sentences do. */
  sentenceCharacters: number
  /** Of what each reader has taken. */
  readabilityCharacters: number
  defuddleCharacters: number
}

export interface ReadShares {
  readonly readability: number
  readonly defuddle: number
}

export interface PageSums {
  readonly page: TextSum
  /** Of all blocks in an element, by its place. */
  readonly elements: readonly TextSum[]
  /** How many elements of its parent are made like it, itself included, and what stands in them: by the place of an element. */
  readonly records: readonly RecordSum[]
  /** Of all blocks that stand as a block does, by three elements upwards: by the place of a block. */
  readonly alike: readonly TextSum[]
}

interface RecordSum extends TextSum {
  records: number
}

const nothing: TextSum = {
  blocks: 0,
  characters: 0,
  linkCharacters: 0,
  sentenceCharacters: 0,
  readabilityCharacters: 0,
  defuddleCharacters: 0,
}

export const sentenceEnd = /[.!?…:;。！？]["'”’»)\]]*$/

export function sumPage({ elements, blocks }: PageBlocks, shares: readonly ReadShares[]): PageSums {
  const own = blocks.map((block, at) => sumOf(block, shares[at]))
  const page = { ...nothing }
  const ofElements = elements.map(() => ({ ...nothing }))
  for (const [at, block] of blocks.entries()) {
    add(page, own[at])
    add(ofElements[block.element], own[at])
  }
  for (let at = elements.length - 1; at >= 0; at -= 1)
    add(ofElements[elements[at]?.parent ?? -1], ofElements[at])
  return {
    page,
    elements: ofElements,
    records: recordSums(elements, ofElements),
    alike: alikeSums({ elements, blocks }, own),
  }
}

function recordSums(elements: PageBlocks['elements'], sums: readonly TextSum[]): readonly RecordSum[] {
  const lists = new Map<string, RecordSum>()
  return elements.map(({ parent, making }, at) => {
    const sum = sums[at] ?? nothing
    const key = `${parent} ${making}`
    const list = lists.get(key) ?? { ...nothing, records: 0 }
    lists.set(key, list)
    if (sum.characters > 0) list.records += 1
    add(list, sum)
    return list
  })
}

/** Blocks are alike that stand in elements of the same making, up to the third. */
function alikeSums({ elements, blocks }: PageBlocks, own: readonly TextSum[]): readonly TextSum[] {
  const groups = new Map<string, TextSum>()
  return blocks.map(({ element }, at) => {
    const one = elements[element]
    const two = elements[one?.parent ?? -1]
    const three = elements[two?.parent ?? -1]
    const key = `${one?.making} ${two?.making} ${three?.making}`
    const group = groups.get(key) ?? { ...nothing }
    groups.set(key, group)
    add(group, own[at])
    return group
  })
}

function sumOf({ text, characters, linkCharacters }: TextBlock, shares: ReadShares | undefined): TextSum {
  return {
    blocks: 1,
    characters,
    linkCharacters,
    sentenceCharacters: sentenceEnd.test(text.slice(-4)) ? characters : 0,
    readabilityCharacters: characters * Math.max(0, shares?.readability ?? 0),
    defuddleCharacters: characters * Math.max(0, shares?.defuddle ?? 0),
  }
}

function add(sum: TextSum | undefined, more: TextSum | undefined): void {
  if (sum === undefined || more === undefined) return
  sum.blocks += more.blocks
  sum.characters += more.characters
  sum.linkCharacters += more.linkCharacters
  sum.sentenceCharacters += more.sentenceCharacters
  sum.readabilityCharacters += more.readabilityCharacters
  sum.defuddleCharacters += more.defuddleCharacters
}
