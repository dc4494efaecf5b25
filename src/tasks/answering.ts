import type { Answer, Quote } from '../brief/answer.ts'
import type { MissingReason, Note } from '../brief/note.ts'
import type { QueryEmbedding } from '../knowledge/document.ts'
import type { KnowledgeStore, Readers } from '../knowledge/knowledge-store.ts'
import { type Question, readInConversation, readQuestion } from '../knowledge/question.ts'
import { answers, answersBeside, type RankedPassage, rankQuotes } from '../knowledge/rank-quotes.ts'
import type { Embeddings } from '../llm/embeddings.ts'
import type { LanguageModels } from '../llm/language-models.ts'
import type { ModelId } from '../pricing/model-id.ts'
import type { Workers } from '../workers/workers.ts'
import { askModel, type Exchange } from './answering/ask-model.ts'
import { bySentences } from './answering/closest-sentences.ts'
import {
  type EmbeddedQuestion,
  embedded,
  type OwnText,
  passagesInMemory,
  passagesOf,
  unmeteredVectors,
} from './answering/find-passages.ts'
import { standInReason } from './stand-in-reason.ts'
import type { UnmeteredWork } from './task.ts'

export interface AnsweringDependencies {
  readonly knowledge: Pick<KnowledgeStore, 'search'>
  readonly embeddings: Embeddings
  readonly models: LanguageModels
  /** Empty: the best quotes are the answer. */
  readonly ladder: readonly ModelId[]
  readonly workers: Workers
}

export interface AnsweringContext {
  readonly signal: AbortSignal
  /** Tells the log of something that failed and that the answer gets along without. */
  readonly trouble: (error: unknown) => void
}

/** A question, for whose eyes the answer is, and the text that it is about first. */
export interface AskedText extends Readers {
  readonly question: string
  /** Of the same conversation, oldest first. */
  readonly earlier?: readonly Exchange[] | undefined
  readonly about?: OwnText | undefined
}

export interface Answered {
  readonly answer: Answer
  /** Work that no meter saw. */
  readonly unmetered: readonly UnmeteredWork[]
}

const mostQuotes = 3
/** Quotes that have less of the question than this share of the best are left out. */
const leastShareOfBest = 0.6
/** So many passages are given to a model. */
const mostGiven = 8

/**
 * Answers a question from what was read and its readers may see, from the text that it is about before all else: by a model whose quotes are
 * checked, or by the best quotes alone. Nothing is asked of a model where nothing is found.
 */
export async function answerQuestion(
  asked: AskedText,
  context: AnsweringContext,
  dependencies: AnsweringDependencies,
): Promise<Answered> {
  const { earlier = [] } = asked
  const { own, remembered, isByMeaning, unmetered, notes } = await findInConversation(
    asked,
    context,
    dependencies,
  )
  const found = { isByMeaning, notes }
  const best = own.some(answers) ? own : remembered
  const byQuotes: Answer = { ...fromQuotes(best), ...found, by: 'quotes' }
  const given = [...own, ...remembered].filter(isWorthAModel).slice(0, mostGiven)
  if (dependencies.ladder.length === 0 || given.length === 0) return { answer: byQuotes, unmetered }
  try {
    const said = await askModel(
      { question: readQuestion(asked.question).text, earlier },
      given.map(({ passage }) => passage),
      { ...dependencies, signal: context.signal },
    )
    if (said.isAnswered && said.quotes.length === 0)
      return { answer: standIn(byQuotes, 'unusable_answer'), unmetered }
    const { text, quotes } = said.isAnswered ? said : { text: '', quotes: [] }
    return { answer: { text, quotes, ...found, by: 'model' }, unmetered }
  } catch (error) {
    return { answer: standIn(byQuotes, standInReason(error, context)), unmetered }
  }
}

function standIn(own: Answer, why: MissingReason): Answer {
  const note: Note = { code: 'answered_by_quotes', values: { why } }
  return { ...own, notes: [...own.notes, note] }
}

interface Found {
  /** In the text that the question is about; best first. */
  readonly own: readonly RankedPassage[]
  readonly remembered: readonly RankedPassage[]
  readonly isByMeaning: boolean
  readonly unmetered: readonly UnmeteredWork[]
  readonly notes: readonly Note[]
}

function isAnswered({ own, remembered }: Found): boolean {
  return own.some(answers) || remembered.some(answers)
}

/** By the likeliest meaning of the question that anything answers; by the likeliest of all where nothing does. */
async function findInConversation(
  asked: AskedText,
  context: AnsweringContext,
  dependencies: AnsweringDependencies,
): Promise<Found> {
  const before = (asked.earlier ?? []).map(({ question }) => question)
  const tried: Found[] = []
  for (const question of readInConversation(asked.question, before)) {
    const found = await find(question, asked, context, dependencies)
    tried.push(found)
    if (isAnswered(found)) break
  }
  const [first] = tried
  const best = tried.find(isAnswered) ?? first
  if (!best) throw new RangeError('A question has a meaning.')
  return { ...best, unmetered: tried.flatMap(({ unmetered }) => unmetered) }
}

async function find(
  question: Question,
  { tenant, audience, about }: AskedText,
  context: AnsweringContext,
  { knowledge, embeddings, workers }: AnsweringDependencies,
): Promise<Found> {
  const { signal } = context
  const inText = about ? await passagesOf(about, question, { workers, signal }) : []
  const byWords = rankQuotes(question, inText)
  const readers = { tenant, audience, apartFrom: about?.workflow }
  const inMemory = async (asVector?: EmbeddedQuestion) =>
    rankQuotes(question, await passagesInMemory(question, asVector, readers, knowledge))
  if (embeddings.knows(question.language)) {
    const compared = byWords.slice(0, mostCompared).map(({ passage }) => passage)
    try {
      const { embedded: asVector, passages } = await embedded(question, compared, embeddings, signal)
      const embedding = asVector?.embedding
      const others = byWords.slice(mostCompared).map(({ passage }) => passage)
      const lists = [rankQuotes(question, [...passages, ...others]), await inMemory(asVector)]
      const closer = await sentenceBySentence(question, embedding, lists, { embeddings, signal })
      const [own = [], remembered = []] = closer.lists
      const texts = [question.text, ...compared.map(({ text }) => text), ...closer.texts]
      const unmetered = unmeteredVectors(embeddings.unmetered, texts)
      return { own, remembered, isByMeaning: embedding !== undefined, unmetered, notes: [] }
    } catch (error) {
      const note: Note = { code: 'found_by_words', values: { why: standInReason(error, context) } }
      return { own: byWords, remembered: await inMemory(), isByMeaning: false, unmetered: [], notes: [note] }
    }
  }
  return { own: byWords, remembered: await inMemory(), isByMeaning: false, unmetered: [], notes: [] }
}

/** So many passages of each list are compared sentence by sentence. */
const mostBySentences = 6

/** The best of each list once more, by their sentences; where a vector is paid for, as they are. */
async function sentenceBySentence(
  question: Question,
  embedding: QueryEmbedding | undefined,
  lists: readonly (readonly RankedPassage[])[],
  { embeddings, signal }: { readonly embeddings: Embeddings; readonly signal: AbortSignal },
): Promise<{ readonly lists: readonly (readonly RankedPassage[])[]; readonly texts: readonly string[] }> {
  if (!embedding || !embeddings.unmetered) return { lists, texts: [] }
  const best = lists.flatMap((ranked) =>
    ranked.slice(0, Math.ceil(mostBySentences / lists.filter(({ length }) => length > 0).length)),
  )
  const given = best.map(({ passage }) => passage)
  const compared = await bySentences(embedding.vector, given, question.language, embeddings, signal)
  const closer = new Map(given.map((passage, index) => [passage, compared.passages[index] ?? passage]))
  return {
    lists: lists.map((ranked) =>
      rankQuotes(
        question,
        ranked.map(({ passage }) => closer.get(passage) ?? passage),
      ),
    ),
    texts: compared.texts,
  }
}

/** So many passages of the text are compared by meaning: with the question, a batch. */
const mostCompared = 15

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
    .filter((one) => answersBeside(one, best) && one.score >= best.score * leastShareOfBest)
    .map(({ quote, passage: { title, url, workflow } }) => ({ text: quote, title, url, workflow }))
  const distinct = [...new Map(quotes.map((quote) => [quote.text, quote])).values()]
  return { text: best.quote, quotes: distinct.slice(0, mostQuotes) }
}
