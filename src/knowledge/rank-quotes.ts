import { opensWithPronoun } from '../text/pronouns.ts'
import { sentencesIn } from '../text/sentences.ts'
import { contentWords } from '../text/words.ts'
import { measuresIn } from './asked-measures.ts'
import type { FoundPassage } from './knowledge-store.ts'
import type { Question } from './question.ts'

/** A passage that has something to say to a question. */
export interface RankedPassage {
  readonly passage: FoundPassage
  /** The part of it that says most to the question, as it stands there. */
  readonly quote: string
  /** The share of what is asked for that stands in and around the quote, 0 to 1; rare words count more. */
  readonly coverage: number
  /** It has every name and number of the question: what means something alike may speak of somebody else. */
  readonly hasNames: boolean
  /** Best first. */
  readonly score: number
}

/**
 * From here on a passage answers by its words; by its meaning; or by both together. Chosen by questions apart from those that
 * `npm run eval:recall` measures.
 */
const answeringCoverage = 0.66
const answeringSimilarity = 0.455
const partialCoverage = 0.15
const partialSimilarity = 0.41

/** A quote with less of what is asked for gives way to the sentence that is closest in meaning. */
const tellingCoverage = 0.34

/** Whether it answers, as far as can be told without a model; otherwise it is about something alike. */
export function answers({ coverage, hasNames, passage: { similarity = 0 } }: RankedPassage): boolean {
  if (coverage >= answeringCoverage) return true
  const isMeant =
    similarity >= answeringSimilarity || (coverage >= partialCoverage && similarity >= partialSimilarity)
  return isMeant && hasNames
}

/** A passage that is nearly as close in meaning as one that answers may be the one that is meant. */
const nearlyAsClose = 0.8
const leastBesideSimilarity = 0.36

/** Whether it is shown beside the best, which answers. */
export function answersBeside(one: RankedPassage, best: RankedPassage): boolean {
  if (answers(one)) return true
  if (!one.hasNames) return false
  const similarity = one.passage.similarity ?? 0
  return similarity >= Math.max(leastBesideSimilarity, nearlyAsClose * (best.passage.similarity ?? 1))
}

/** Passages by what they have to say to a question, best first, with the sentences that say it. */
export function rankQuotes(question: Question, passages: readonly FoundPassage[]): readonly RankedPassage[] {
  const read = passages.map((passage) => readPassage(passage, question))
  const weights = weightsOf(question, read)
  return read
    .map(({ passage, title, sentences }) => {
      const { quote, coverage } = bestQuote({ title, sentences }, weights, question)
      // A few words in common say little where the meaning is known.
      const score = (passage.similarity === undefined ? coverage : coverage ** 2) + (passage.similarity ?? 0)
      return {
        passage,
        quote: (coverage < tellingCoverage && passage.closestSentence) || quote || passage.text,
        coverage,
        hasNames: hasNamesOf(question, { title, sentences }),
        score,
      }
    })
    .sort((left, right) => right.score - left.score)
}

function hasNamesOf(
  { words }: Question,
  { title, sentences }: Pick<ReadPassage, 'title' | 'sentences'>,
): boolean {
  return words
    .filter(({ isName, isNumber, isCarried }) => (isName || isNumber) && !isCarried)
    .every(({ form }) => title.has(form) || sentences.some(({ forms }) => forms.has(form)))
}

interface ReadSentence {
  /** With the sentence before it, where only that one names who or what it speaks of. */
  readonly text: string
  readonly forms: ReadonlySet<string>
}

interface ReadPassage {
  readonly passage: FoundPassage
  readonly title: ReadonlySet<string>
  readonly sentences: readonly ReadSentence[]
}

function readPassage(passage: FoundPassage, { language }: Question): ReadPassage {
  return {
    passage,
    title: formsOf(passage.title, language),
    sentences: understandable(passage.text, language).map((text) => ({
      text,
      forms: formsOf(text, language).union(new Set(measuresIn(text))),
    })),
  }
}

function understandable(passage: string, language: string): readonly string[] {
  const sentences = sentencesIn(passage, language)
  return sentences.map((text, index) => {
    const before = sentences[index - 1]
    return before !== undefined && opensWithPronoun(text) ? together(passage, before, text) : text
  })
}

/** Two sentences as they stand beside each other; the second alone, where a paragraph ends between them. */
function together(passage: string, first: string, second: string): string {
  const begin = passage.indexOf(first)
  const end = passage.indexOf(second, begin + first.length)
  const gap = passage.slice(begin + first.length, end)
  const isNext = begin >= 0 && end >= 0 && gap.trim() === '' && !gap.includes('\n')
  return isNext ? passage.slice(begin, end + second.length) : second
}

function formsOf(text: string, language: string): ReadonlySet<string> {
  return new Set(contentWords(text, language).map(({ form }) => form))
}

/** So many passages at least are thought to be there: among few, no word would be rare. */
const leastPassages = 50
const nameWeight = 1.5
const carriedShare = 0.7

/** How much each word of the question tells: the more, the fewer of the passages have it. */
function weightsOf({ words }: Question, passages: readonly ReadPassage[]): ReadonlyMap<string, number> {
  const all = Math.max(leastPassages, passages.length)
  return new Map(
    words.map(({ form, isName, isNumber, isCarried = false }) => {
      const having = passages.filter(
        ({ title, sentences }) => title.has(form) || sentences.some(({ forms }) => forms.has(form)),
      ).length
      const weight = Math.log(1 + all / (1 + having)) * (isName || isNumber ? nameWeight : 1)
      return [form, isCarried ? weight * carriedShare : weight]
    }),
  )
}

/** What a sentence leaves unsaid may be in its neighbours or in the title. */
const nearbyShare = 0.8
/** A heading names what the sentences below it say. */
const headingShare = 0.7
const figureBonus = 0.15
/** A sentence with a number says how much, and the one beside it that names the thing does not. */
const nearlyAsTelling = 0.7

/** The sentence that says most to the question. */
function bestQuote(
  { title, sentences }: Pick<ReadPassage, 'title' | 'sentences'>,
  weights: ReadonlyMap<string, number>,
  { isForFigure, isForAmount, words }: Question,
): { readonly quote: string; readonly coverage: number } {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const asked = words.some(({ isCarried }) => !isCarried)
    ? words.filter(({ isCarried }) => !isCarried)
    : words
  const weightOf = (among: typeof words, forms: ReadonlySet<string>) =>
    among.reduce((sum, { form }) => sum + (forms.has(form) ? (weights.get(form) ?? 0) : 0), 0)
  const totalAsked = asked.reduce((sum, { form }) => sum + (weights.get(form) ?? 0), 0)
  if (total === 0) return { quote: '', coverage: 0 }
  const none = { quote: '', coverage: 0, worth: 0 }
  let best = none
  let bestFigure = none
  for (const [index, { text, forms }] of sentences.entries()) {
    const near = [sentences[index - 1]?.forms, sentences[index + 1]?.forms, title]
    let own = 0
    let nearby = 0
    for (const [form, weight] of weights)
      if (forms.has(form)) own += weight
      else if (near.some((others) => others?.has(form))) nearby += weight
    const coverage = (own + nearbyShare * nearby) / total
    const isSentence = /[.!?…]["”’»)]*$/.test(text)
    const worth =
      (coverage + weightOf(asked, forms) / totalAsked) * (isSentence ? 1 : headingShare) +
      (isForFigure && /\d/.test(text) ? figureBonus : 0)
    if (coverage > 0 && worth > best.worth) best = { quote: text, coverage, worth }
    if (/\d/.test(text) && coverage > 0 && worth > bestFigure.worth)
      bestFigure = { quote: text, coverage, worth }
  }
  const isAnswered = !isForAmount || /\d/.test(best.quote) || bestFigure.worth < best.worth * nearlyAsTelling
  return isAnswered ? best : bestFigure
}
