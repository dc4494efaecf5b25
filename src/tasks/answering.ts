import type { Answer, Quote } from '../brief/answer.ts'
import type { MissingReason, Note } from '../brief/note.ts'
import { refusalIn } from '../budget/budget-refused-error.ts'
import type { QueryEmbedding } from '../knowledge/document.ts'
import type { FoundPassage, KnowledgeStore, Readers } from '../knowledge/knowledge-store.ts'
import { type Question, readQuestion } from '../knowledge/question.ts'
import { answers, type RankedPassage, rankQuotes } from '../knowledge/rank-quotes.ts'
import type { Embeddings } from '../llm/embeddings.ts'
import type { LanguageModels } from '../llm/language-models.ts'
import { providerProblemOf } from '../llm/provider-problem.ts'
import { UnpricedModelError } from '../llm/unpriced-model-error.ts'
import { UnusableAnswerError } from '../llm/unusable-answer-error.ts'
import type { ModelId } from '../pricing/model-id.ts'
import { askModel } from './answering/ask-model.ts'
import type { UnmeteredWork } from './task.ts'

export interface AnsweringDependencies {
  readonly knowledge: Pick<KnowledgeStore, 'search'>
  readonly embeddings: Embeddings
  readonly models: LanguageModels
  /** Empty: the best quotes are the answer. */
  readonly ladder: readonly ModelId[]
}

export interface AnsweringContext {
  readonly signal: AbortSignal
  /** Tells the log of something that failed and that the answer gets along without. */
  readonly trouble: (error: unknown) => void
}

export interface Answered {
  readonly answer: Answer
  /** Work that no meter saw. */
  readonly unmetered: readonly UnmeteredWork[]
}

const mostSearched = 50
const mostQuotes = 3
/** Quotes that have less of the question than this share of the best are left out. */
const leastShareOfBest = 0.6
/** So many passages are given to a model. */
const mostGiven = 8

/**
 * Answers a question from what was read and its readers may see: by a model whose quotes are checked, or by the best quotes alone. Nothing is
 * asked of a model where nothing is found.
 */
export async function answerQuestion(
  written: string,
  readers: Readers,
  context: AnsweringContext,
  dependencies: AnsweringDependencies,
): Promise<Answered> {
  const question = readQuestion(written)
  const { embedding, unmetered, notes } = await meaningOf(question, context, dependencies)
  const ranked = rankQuotes(question, await search(question, embedding, readers, dependencies))
  const isByMeaning = embedding !== undefined
  const own: Answer = { ...fromQuotes(ranked), by: 'quotes', isByMeaning, notes }
  const given = ranked.filter(isWorthAModel).slice(0, mostGiven)
  if (dependencies.ladder.length === 0 || given.length === 0) return { answer: own, unmetered }
  try {
    const said = await askModel(
      question.text,
      given.map(({ passage }) => passage),
      { ...dependencies, signal: context.signal },
    )
    if (said.isAnswered && said.quotes.length === 0)
      return { answer: standIn(own, 'unusable_answer'), unmetered }
    const { text, quotes } = said.isAnswered ? said : { text: '', quotes: [] }
    return { answer: { text, quotes, by: 'model', isByMeaning, notes }, unmetered }
  } catch (error) {
    context.signal.throwIfAborted()
    const why = reasonOf(error)
    if (!why) throw error
    if (why !== 'budget') context.trouble(error)
    return { answer: standIn(own, why), unmetered }
  }
}

function standIn(own: Answer, why: MissingReason): Answer {
  const note: Note = { code: 'answered_by_quotes', values: { why } }
  return { ...own, notes: [...own.notes, note] }
}

/** Why the answer gets along without what failed; undefined for what nobody foresaw. */
function reasonOf(error: unknown): MissingReason | undefined {
  if (refusalIn(error)) return 'budget'
  if (error instanceof UnusableAnswerError) return 'unusable_answer'
  return error instanceof UnpricedModelError || providerProblemOf(error) ? 'service_unavailable' : undefined
}

interface Meaning {
  readonly embedding: QueryEmbedding | undefined
  readonly unmetered: readonly UnmeteredWork[]
  readonly notes: readonly Note[]
}

/** The vector of the question, where the model knows its language. */
async function meaningOf(
  { text, language }: Question,
  { signal, trouble }: AnsweringContext,
  { embeddings }: Pick<AnsweringDependencies, 'embeddings'>,
): Promise<Meaning> {
  if (!embeddings.knows(language)) return { embedding: undefined, unmetered: [], notes: [] }
  try {
    const [vector] = await embeddings.embed([text], { signal })
    const embedding = vector && { model: embeddings.model, vector }
    const model = embeddings.unmetered
    const size = { inputCharacters: text.length, outputCharacters: 0 }
    return { embedding, unmetered: model ? [{ model, operation: 'vector', ...size }] : [], notes: [] }
  } catch (error) {
    signal.throwIfAborted()
    const why = reasonOf(error)
    if (!why) throw error
    if (why !== 'budget') trouble(error)
    return { embedding: undefined, unmetered: [], notes: [{ code: 'found_by_words', values: { why } }] }
  }
}

/** By words and by meaning, each on its own: what one of them puts first is not to be lost among the many of the other. */
async function search(
  { words, text, language }: Question,
  embedding: QueryEmbedding | undefined,
  readers: Readers,
  { knowledge }: Pick<AnsweringDependencies, 'knowledge'>,
): Promise<readonly FoundPassage[]> {
  const asked = words.map(({ written }) => written).join(' ') || text
  return knowledge.search(asked, { ...readers, limit: mostSearched, language, embedding })
}

const leastCoverage = 0.25
const leastSimilarity = 0.35

/** What has little to do with the question is not paid for. */
function isWorthAModel({ coverage, passage: { similarity = 0 } }: RankedPassage): boolean {
  return coverage >= leastCoverage || similarity >= leastSimilarity
}

function fromQuotes(ranked: readonly RankedPassage[]): { text: string; quotes: readonly Quote[] } {
  const [best] = ranked
  if (!best || !answers(best)) return { text: '', quotes: [] }
  const quotes = ranked
    .filter((one) => answers(one) && one.score >= best.score * leastShareOfBest)
    .map(({ quote, passage: { title, url, workflow } }) => ({ text: quote, title, url, workflow }))
  const distinct = [...new Map(quotes.map((quote) => [quote.text, quote])).values()]
  return { text: best.quote, quotes: distinct.slice(0, mostQuotes) }
}
