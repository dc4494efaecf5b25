import type { ComparedPoint, Comparison, KeyPoint, SourceQuote } from '../brief/analysis.ts'
import { sampleOf } from '../text/cutting.ts'
import { primaryLanguage } from '../text/languages.ts'
import { sentencesIn } from '../text/sentences.ts'
import { disagrees, hasOtherFigures } from './contradiction.ts'
import { PassageIndex } from './lexical-support.ts'

/** What one of several sources says. */
export interface ComparedText {
  readonly source: number
  readonly text: string
  /** BCP 47 tag. */
  readonly language: string
  /** What it is held against the others with. */
  readonly points: readonly KeyPoint[]
}

/** So much of a statement's words must be in a passage that says the same. */
const agreeingScore = 0.6
const mostPoints = 6
/** Of a longer text a sample is compared. */
const comparedCharacters = 300_000

/**
 * What several texts agree and disagree on, by their words: points of one that another has as well, or has otherwise. Texts in different
 * languages have no words in common and are not compared. Every quote stands in its text.
 */
export function compareTexts(texts: readonly ComparedText[]): Comparison {
  const compared = texts.map((text) => ({ ...text, index: indexOf(text) }))
  const agreements: ComparedPoint[] = []
  const contradictions: ComparedPoint[] = []
  for (const one of compared) {
    const others = compared.filter((other) => other !== one && isSameLanguage(one.language, other.language))
    for (const { text, quote } of one.points) {
      const own = { source: one.source, quote }
      const agreeing: SourceQuote[] = []
      const disagreeing: SourceQuote[] = []
      for (const { source, index } of others) {
        const nearest = index.nearest(quote)
        const against = nearest.find(({ passage }) => disagrees(quote, passage))
        const [best] = nearest
        if (against) disagreeing.push({ source, quote: against.passage })
        else if (best && best.score >= agreeingScore && !hasOtherFigures(quote, best.passage))
          agreeing.push({ source, quote: best.passage })
      }
      if (agreeing.length > 0) add(agreements, { text, said: [own, ...agreeing] })
      if (disagreeing.length > 0) add(contradictions, { text, said: [own, ...disagreeing] })
    }
  }
  return {
    agreements: widest(agreements).slice(0, mostPoints),
    contradictions: widest(contradictions).slice(0, mostPoints),
  }
}

/** Whether all texts are in one language. */
export function areInOneLanguage(texts: readonly Pick<ComparedText, 'language'>[]): boolean {
  return texts.every(({ language }) => isSameLanguage(language, texts[0]?.language ?? language))
}

function indexOf({ text, language }: ComparedText): PassageIndex {
  return new PassageIndex(sentencesIn(sampleOf(text, comparedCharacters), language), language)
}

function isSameLanguage(one: string, other: string): boolean {
  return primaryLanguage(one) === primaryLanguage(other)
}

/** Two sources that say the same find one another from either side: once is enough. */
function add(points: ComparedPoint[], point: ComparedPoint): void {
  const isKnown = points.some(
    ({ said }) =>
      point.said.filter(({ source, quote }) =>
        said.some((other) => other.source === source && overlaps(other.quote, quote)),
      ).length >= 2,
  )
  if (!isKnown) points.push(point)
}

function overlaps(one: string, other: string): boolean {
  return one.includes(other) || other.includes(one)
}

function widest(points: readonly ComparedPoint[]): readonly ComparedPoint[] {
  return points.toSorted((one, other) => other.said.length - one.said.length)
}
