import { z } from 'zod'
import type { Quote } from '../../brief/answer.ts'
import type { FoundPassage } from '../../knowledge/knowledge-store.ts'
import type { LanguageModels } from '../../llm/language-models.ts'
import type { ModelId } from '../../pricing/model-id.ts'
import { QuoteFinder } from '../../text/quotes.ts'
import { fenced, fenceRule } from '../fenced-text.ts'

const answerSchema = z.object({
  answered: z.boolean().describe('Whether the passages answer the question.'),
  answer: z.string().describe('One to four sentences; empty when the passages do not answer.'),
  quotes: z.array(z.string()).describe('Sentences of the passages that the answer rests on, word for word.'),
})

const instructions = [
  'You answer a question from passages that were read earlier, and from nothing else: not from what you know. Answer in the language of',
  'the question, shortly, and quote word for word the sentences that the answer rests on, in the language they are in. Where passages',
  'contradict one another, say so and quote both. Where they do not answer the question, say that they do not.',
  fenceRule,
].join(' ')

const maxOutputTokens = 1_200
/** Until the ledger knows better. */
const usualOutputTokens = 600
const leastOutputTokens = 150
const mostQuotes = 5

/** A question of a conversation and what was answered to it. */
export interface Exchange {
  readonly question: string
  readonly answer: string
}

/** So much of an earlier answer is repeated. */
const maxEarlierCharacters = 1_000

export interface ModelAnswer {
  readonly isAnswered: boolean
  readonly text: string
  /** Those that do stand in the passages. */
  readonly quotes: readonly Quote[]
}

/**
 * A model's answer to a question, in one metered call, and a second where the first had not the form asked for.
 *
 * @throws {UnusableAnswerError} {BudgetRefusedError}
 */
export async function askModel(
  { question, earlier }: { readonly question: string; readonly earlier: readonly Exchange[] },
  passages: readonly FoundPassage[],
  {
    models,
    ladder,
    signal,
  }: { readonly models: LanguageModels; readonly ladder: readonly ModelId[]; readonly signal: AbortSignal },
): Promise<ModelAnswer> {
  const read = passages.map(({ title, text }) => fenced('passage', `${title}\n\n${text}`))
  const before = earlier.map((exchange) => {
    const text = `${exchange.question}\n\n${exchange.answer.slice(0, maxEarlierCharacters)}`.trim()
    return `Asked and answered before, which the question may go on from:\n${fenced('earlier', text)}`
  })
  const { answer } = await models.ask({
    ladder,
    schema: answerSchema,
    instructions,
    prompt: [...read, ...before, `Question:\n${fenced('question', question)}`].join('\n\n'),
    maxOutputTokens,
    leastOutputTokens,
    usualOutputTokens,
    signal,
  })
  const quotes = answer.quotes.slice(0, mostQuotes).flatMap((quote) => verbatim(quote, passages))
  return {
    isAnswered: answer.answered && answer.answer.trim() !== '',
    text: answer.answer.trim(),
    quotes: [...new Map(quotes.map((quote) => [quote.text, quote])).values()],
  }
}

function verbatim(quote: string, passages: readonly FoundPassage[]): readonly Quote[] {
  for (const { text, title, url, workflow } of passages) {
    const found = new QuoteFinder(text).passageOf(quote)
    if (found) return [{ text: found, title, url, workflow }]
  }
  return []
}
