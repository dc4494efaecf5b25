import { elementMarks } from './element-marks.ts'
import { distancesOf, farthest, headingLevelAt } from './mark-distances.ts'
import type { PageBlocks, TextBlock } from './page-blocks.ts'
import type { PageFacts } from './page-facts.ts'
import { type PageSums, type ReadShares, sentenceEnd, sumPage, type TextSum } from './text-sums.ts'
import { WordTrace, wordsIn } from './word-trace.ts'
import { wordingNames, wordingsIn } from './wording.ts'

interface Heading {
  readonly at: number
  readonly wordings: readonly boolean[]
  readonly level: number
}

const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0)
const log = (count: number) => Math.log2(1 + count)

/** Names of the features of a block, by their places in a row of `blockFeatures`. */
export function featureNames(): readonly string[] {
  const page = { elements: [], blocks: [] }
  const facts: PageFacts = {
    kind: 'unsaid',
    types: [],
    title: '',
    description: '',
    readability: undefined,
    defuddle: undefined,
  }
  return Object.keys(new BlockFeatures(page, facts).of(0))
}

/** A row for each block of a page. */
export function blockFeatures(page: PageBlocks, facts: PageFacts): readonly Float32Array[] {
  const features = new BlockFeatures(page, facts)
  return page.blocks.map((_block, at) => Float32Array.from(Object.values(features.of(at))))
}

class BlockFeatures {
  readonly #page: PageBlocks
  readonly #facts: PageFacts
  readonly #shares: readonly ReadShares[]
  readonly #sums: PageSums
  readonly #distances: readonly Uint8Array[]
  readonly #wordings: readonly (readonly boolean[])[]
  readonly #headings: readonly (Heading | undefined)[]
  readonly #charactersBefore: readonly number[]
  readonly #timesSaid: ReadonlyMap<string, number>
  readonly #titleWords: ReadonlySet<string>
  readonly #descriptionTrace: WordTrace
  readonly #firstHeading: number
  readonly #pageFigures: Readonly<Record<string, number>>

  constructor(page: PageBlocks, facts: PageFacts) {
    this.#page = page
    this.#facts = facts
    const { blocks } = page
    const traces = [facts.readability, facts.defuddle].map((text) =>
      text === undefined ? undefined : new WordTrace(text),
    )
    const [readability, defuddle] = traces
    this.#shares = blocks.map(({ text }) => ({
      readability: readability?.shareOf(text) ?? -1,
      defuddle: defuddle?.shareOf(text) ?? -1,
    }))
    this.#sums = sumPage(page, this.#shares)
    this.#distances = distancesOf(page)
    this.#wordings = blocks.map(({ text }) => wordingsIn(text))
    this.#headings = this.#headingsBefore()
    this.#charactersBefore = this.#runningSum()
    const said = new Map<string, number>()
    for (const { text } of blocks) said.set(text, (said.get(text) ?? 0) + 1)
    this.#timesSaid = said
    this.#titleWords = new Set(wordsIn(facts.title))
    this.#descriptionTrace = new WordTrace(facts.description)
    this.#firstHeading = blocks.findIndex((_block, at) => this.#headingLevel(at) === 1)
    this.#pageFigures = this.#figuresOfPage()
  }

  #runningSum(): readonly number[] {
    const sums = [0]
    for (const [at, { characters }] of this.#page.blocks.entries()) sums.push((sums[at] ?? 0) + characters)
    return sums
  }

  of(at: number): Readonly<Record<string, number>> {
    return {
      ...this.#textFeatures(at),
      ...this.#placeFeatures(at),
      ...this.#markFeatures(at),
      ...this.#containerFeatures(at),
      ...this.#neighbourFeatures(at),
      ...this.#pageFigures,
    }
  }

  #textFeatures(at: number): Record<string, number> {
    const { text, characters, linkCharacters, links, marker, before } = this.#page.blocks[at] ?? emptyBlock
    const words = wordsIn(text.slice(0, 2000))
    const letters = text.slice(0, 400).match(/\p{L}/gu)?.length ?? 0
    const wordings = this.#wordings[at] ?? wordingsIn('')
    return {
      characters: log(characters),
      words: words.length,
      linkShare: share(linkCharacters, characters),
      links,
      endsSentence: Number(sentenceEnd.test(text.slice(-4))),
      sentences: text.slice(0, 2000).match(/[.!?…]["'”’»)]*\s/g)?.length ?? 0,
      commas: share((text.slice(0, 2000).match(/,/g)?.length ?? 0) * 100, Math.min(2000, characters)),
      wordLength: share(
        words.reduce((sum, { length }) => sum + length, 0),
        words.length,
      ),
      letterShare: share(letters, Math.min(400, characters)),
      digitShare: share(text.slice(0, 400).match(/\d/g)?.length ?? 0, Math.min(400, characters)),
      capitalShare: share(text.slice(0, 400).match(/\p{Lu}/gu)?.length ?? 0, letters),
      beginsLow: Number(/^\p{Ll}/u.test(text)),
      endsColon: Number(text.endsWith(':')),
      hasSeparators: Number(/[|›»•·→]/.test(text.slice(0, 200))),
      isItem: Number(marker !== ''),
      before: before.length,
      lines: Math.min(20, text.split('\n', 21).length - 1),
      titleShare: share(
        words.slice(0, 40).filter((word) => this.#titleWords.has(word)).length,
        Math.min(40, words.length),
      ),
      descriptionShare: this.#descriptionTrace.shareOf(text),
      said: this.#timesSaid.get(text) ?? 0,
      readability: this.#shares[at]?.readability ?? -1,
      defuddle: this.#shares[at]?.defuddle ?? -1,
      ...Object.fromEntries(wordingNames.map((name, wording) => [`says_${name}`, Number(wordings[wording])])),
    }
  }

  #placeFeatures(at: number): Record<string, number> {
    const heading = this.#headings[at]
    const before = this.#charactersBefore[at] ?? 0
    const saysHeading = (name: string) => Number(heading?.wordings[wordingNames.indexOf(name)] ?? false)
    return {
      place: share(before, this.#sums.page.characters),
      blockPlace: share(at, this.#page.blocks.length),
      charactersBefore: log(before),
      charactersAfter: log(this.#sums.page.characters - before),
      fromFirstHeading:
        this.#firstHeading < 0 ? -500 : Math.max(-200, Math.min(500, at - this.#firstHeading)),
      fromHeading: heading === undefined ? -1 : Math.min(200, at - heading.at),
      charactersFromHeading:
        heading === undefined ? -1 : log(before - (this.#charactersBefore[heading.at] ?? 0)),
      headingLevel: heading?.level ?? 0,
      ownLevel: this.#headingLevel(at),
      headingSaysRelated: saysHeading('related'),
      headingSaysComments: saysHeading('comments'),
      headingSaysShop: saysHeading('shop'),
      headingSaysSubscribe: saysHeading('subscribe'),
      headingSaysMore: saysHeading('more'),
    }
  }

  #markFeatures(at: number): Record<string, number> {
    const distances = this.#distances[this.#page.blocks[at]?.element ?? -1]
    return Object.fromEntries(elementMarks.map((name, mark) => [`to_${name}`, distances?.[mark] ?? farthest]))
  }

  /** Of the elements around a block, from the inside and from the outside, and of the list of records that it stands in. */
  #containerFeatures(at: number): Record<string, number> {
    const { elements } = this.#page
    const ways: number[] = []
    for (let up = this.#page.blocks[at]?.element ?? -1; up >= 0; up = elements[up]?.parent ?? -1)
      ways.push(up)
    // The whole page, and what stands right in it.
    const outside = ways.toReversed()
    const records = this.#largestRecords(ways)
    const list = records === undefined ? undefined : this.#sums.records[records.element]
    const alike = this.#sums.alike[at]
    return {
      depth: ways.length,
      ...this.#sumFeatures('parent', this.#sums.elements[ways[1] ?? -1]),
      ...this.#sumFeatures('second', this.#sums.elements[ways[2] ?? -1]),
      ...this.#sumFeatures('third', this.#sums.elements[ways[3] ?? -1]),
      ...this.#sumFeatures('fifth', this.#sums.elements[ways[5] ?? -1]),
      ...this.#sumFeatures('outer2', this.#sums.elements[outside[2] ?? -1]),
      ...this.#sumFeatures('outer4', this.#sums.elements[outside[4] ?? -1]),
      ...this.#sumFeatures('outer6', this.#sums.elements[outside[6] ?? -1]),
      ...this.#sumFeatures('alike', alike),
      alikeBlocks: log(alike?.blocks ?? 0),
      alikeLength: log(share(alike?.characters ?? 0, alike?.blocks ?? 0)),
      ...this.#sumFeatures('list', list),
      records: log(list?.records ?? 0),
      recordLength: log(share(list?.characters ?? 0, list?.records ?? 0)),
      recordDistance: records?.distance ?? farthest,
      ownRecords: log(this.#sums.records[ways[0] ?? -1]?.records ?? 0),
      parentRecords: log(this.#sums.records[ways[1] ?? -1]?.records ?? 0),
    }
  }

  #sumFeatures(name: string, sum: TextSum | undefined): Record<string, number> {
    const { page } = this.#sums
    return {
      [`${name}_share`]: share(sum?.characters ?? 0, page.characters),
      [`${name}_links`]: share(sum?.linkCharacters ?? 0, sum?.characters ?? 0),
      [`${name}_sentences`]: share(sum?.sentenceCharacters ?? 0, sum?.characters ?? 0),
      [`${name}_blockLength`]: log(share(sum?.characters ?? 0, sum?.blocks ?? 0)),
      [`${name}_readability`]: share(sum?.readabilityCharacters ?? 0, sum?.characters ?? 0),
      [`${name}_defuddle`]: share(sum?.defuddleCharacters ?? 0, sum?.characters ?? 0),
    }
  }

  /** Of all lists of three records or more around a block the one that has most text. */
  #largestRecords(ways: readonly number[]) {
    let found: { readonly element: number; readonly distance: number } | undefined
    let most = 0
    for (const [distance, element] of ways.entries()) {
      const sum = this.#sums.records[element]
      if (sum === undefined || sum.records < 3 || sum.characters <= most) continue
      most = sum.characters
      found = { element, distance }
    }
    return found
  }

  #neighbourFeatures(at: number): Record<string, number> {
    return Object.fromEntries(
      [-3, -2, -1, 1, 2, 3].flatMap((step) => {
        const block = this.#page.blocks[at + step]
        const name = step < 0 ? `back${-step}` : `on${step}`
        const shares = this.#shares[at + step]
        return [
          [`${name}_characters`, block === undefined ? -1 : log(block.characters)],
          [`${name}_links`, block === undefined ? -1 : share(block.linkCharacters, block.characters)],
          [`${name}_level`, this.#headingLevel(at + step)],
          [`${name}_readability`, shares?.readability ?? -1],
          [`${name}_defuddle`, shares?.defuddle ?? -1],
          [
            `${name}_sameElement`,
            Number(block !== undefined && block.element === this.#page.blocks[at]?.element),
          ],
        ]
      }),
    )
  }

  #figuresOfPage(): Record<string, number> {
    const { page } = this.#sums
    const { kind, types } = this.#facts
    const says = (pattern: RegExp) => Number(types.some((type) => pattern.test(type)))
    const saying = (name: string) => {
      const wording = wordingNames.indexOf(name)
      return share(this.#wordings.filter((own) => own[wording]).length, this.#page.blocks.length)
    }
    return {
      page_characters: log(page.characters),
      page_blocks: log(page.blocks),
      page_links: share(page.linkCharacters, page.characters),
      page_sentences: share(page.sentenceCharacters, page.characters),
      page_readability: share(page.readabilityCharacters, page.characters),
      page_defuddle: share(page.defuddleCharacters, page.characters),
      page_isNews: Number(kind === 'news'),
      page_isArticle: Number(kind === 'article'),
      page_isOther: Number(kind === 'other'),
      page_hasProduct: says(/^Product/),
      page_hasList: says(/ItemList|CollectionPage|OfferCatalog/),
      page_hasThread: says(/DiscussionForumPosting|QAPage|Question/),
      page_hasRecipe: says(/Recipe/),
      page_prices: saying('price'),
      page_replies: saying('reply'),
      page_dates: saying('date'),
      page_shop: saying('shop'),
      page_filter: saying('filter'),
      page_offer: saying('offer'),
    }
  }

  #headingsBefore(): readonly (Heading | undefined)[] {
    let last: Heading | undefined
    return this.#page.blocks.map((_block, at) => {
      const before = last
      const level = this.#headingLevel(at)
      if (level > 0) last = { at, level, wordings: this.#wordings[at] ?? [] }
      return before
    })
  }

  #headingLevel(at: number): number {
    return headingLevelAt(this.#distances[this.#page.blocks[at]?.element ?? -1])
  }
}

const emptyBlock: TextBlock = {
  text: '',
  element: -1,
  before: '',
  marker: '',
  characters: 0,
  linkCharacters: 0,
  links: 0,
}
