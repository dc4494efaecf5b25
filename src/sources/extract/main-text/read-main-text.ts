import { readByBlocks } from './blocks/read-by-blocks.ts'
import type { MainText } from './main-text.ts'
import type { PageKind } from './page-kind.ts'
import { type PageReadings, readingsOf } from './page-readings.ts'

/**
 * How much longer Defuddle's text has to be to be taken in the place of Readability's, by what the page says that it is. Readability takes
 * one container, and is right where there is one; Defuddle keeps what else is there, which on an article is mostly not the article.
 */
const defuddleLonger: Readonly<Record<PageKind, number>> = { news: 3, article: 1.6, unsaid: 1.6, other: 1.2 }

/** How much better the choice of blocks has to promise to be than the text of a reader that takes whole containers. */
const leastGain = 0.02

/** Smaller and larger pages are unlike those that the choice of blocks was learnt from. */
const learntCharacters = { least: 500, most: 1_000_000 }
const mostBlocks = 20_000

/**
 * The main text of a page by three readers and a judge between them. Undefined when none finds any, or the page is too oddly built for
 * them.
 *
 * @param url where the page was found
 */
export async function readMainText(html: string, url: string | undefined): Promise<MainText | undefined> {
  const readings = await readingsOf(html, url)
  if (readings === undefined) return undefined
  const { readability, defuddle, facts, isCertain } = readings
  const ofContainers = judge(readability, defuddle, facts.kind)
  return isCertain ? ofContainers : orByBlocks(ofContainers, readings)
}

/** The text of the reader that suits the page, with what either has made out of its title, author and date. */
export function judge(
  readability: MainText | undefined,
  defuddle: MainText | undefined,
  kind: PageKind,
): MainText | undefined {
  if (!readability?.text || !defuddle?.text) return readability?.text ? readability : defuddle
  const isDefuddle = defuddle.text.length > readability.text.length * defuddleLonger[kind]
  return {
    text: isDefuddle ? defuddle.text : readability.text,
    description: { ...defuddle.description, ...readability.description },
  }
}

function orByBlocks(
  ofContainers: MainText | undefined,
  { blocks, facts }: PageReadings,
): MainText | undefined {
  const characters = blocks.blocks.reduce((sum, block) => sum + block.characters, 0)
  const isLearnt = characters >= learntCharacters.least && characters <= learntCharacters.most
  if (!isLearnt || blocks.blocks.length > mostBlocks) return ofContainers
  const byBlocks = readByBlocks(blocks, facts)
  if (byBlocks.text === '') return ofContainers
  if (!ofContainers?.text) return { text: byBlocks.text, description: ofContainers?.description ?? {} }
  const gain = byBlocks.agreement - byBlocks.agreementOf(ofContainers.text)
  return gain > leastGain ? { ...ofContainers, text: byBlocks.text } : ofContainers
}
