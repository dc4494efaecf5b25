import { areInOneLanguage } from '../../analyst/comparison.ts'
import type { Comparison, KeyPoint } from '../../brief/analysis.ts'
import type { MissingReason, Note } from '../../brief/note.ts'
import { refusalIn } from '../../budget/budget-refused-error.ts'
import type { Refusal } from '../../ledger/limit-state.ts'
import { UnusableAnswerError } from '../../llm/unusable-answer-error.ts'
import { sentencesIn } from '../../text/sentences.ts'
import { jobIn } from '../../workers/job.ts'
import type { AnalysisDependencies } from '../analysis.ts'
import type { TaskContext } from '../task.ts'
import {
  type AnalysedSource,
  comparisonAnswer,
  comparisonInstructions,
  comparisonPrompt,
  groundComparison,
} from './comparison-prompt.ts'
import type { SourcePart } from './source-parts.ts'

/** What several sources come to together. */
export interface ComparedSources {
  readonly comparison: Comparison
  /** Of all together, where a model has written them. */
  readonly title?: string
  readonly summary?: string
  readonly notes: readonly Note[]
  readonly refusal?: Refusal | undefined
}

export interface ComparingDependencies extends Pick<AnalysisDependencies, 'models' | 'ladder'> {
  /** BCP 47 tag of the reader's language; undefined: the sources'. */
  readonly language: string | undefined
}

export interface AnalysedPart extends AnalysedSource, Pick<SourcePart, 'transcription'> {}

const maxOutputTokens = 4_000
const usualOutputTokens = 1_500
const leastOutputTokens = 500

/**
 * What the sources agree and disagree on: by a model, and where none is configured, can be paid or answers usably by their words.
 */
export async function compareSources(
  parts: readonly AnalysedPart[],
  context: TaskContext,
  { models, ladder, language }: ComparingDependencies,
): Promise<ComparedSources> {
  if (ladder.length === 0) return compareByWords(parts, context)
  try {
    const { answer } = await models.ask({
      ladder,
      schema: comparisonAnswer,
      instructions: comparisonInstructions(language),
      prompt: comparisonPrompt(parts, context.extent),
      maxOutputTokens,
      usualOutputTokens,
      leastOutputTokens,
      signal: context.signal,
      journal: context.answers,
    })
    const title = answer.title.trim()
    const summary = answer.summary.trim()
    const comparison = groundComparison(answer, parts)
    // What cannot be traced to two sources is no comparison; their words may tell one.
    const grounded = isEmpty(comparison) ? await compareByWords(parts, context) : { comparison, notes: [] }
    return { ...grounded, ...(title && { title }), ...(summary && { summary }) }
  } catch (error) {
    const refusal = refusalIn(error)?.refusal
    if (!refusal && !(error instanceof UnusableAnswerError)) throw error
    if (!refusal) context.trouble(error)
    const why: MissingReason = refusal ? 'budget' : 'unusable_answer'
    const byWords = await compareByWords(parts, context)
    return { ...byWords, notes: [{ code: 'compared_without_model', values: { why } }], refusal }
  }
}

function isEmpty({ agreements, contradictions }: Comparison): boolean {
  return agreements.length + contradictions.length === 0
}

const comparisonJob = jobIn<typeof import('../../analyst/comparison-job.ts')>(
  new URL('../../analyst/comparison-job.ts', import.meta.url),
)

async function compareByWords(
  parts: readonly AnalysedPart[],
  { workers, signal }: TaskContext,
): Promise<ComparedSources> {
  const texts = parts.map(({ index, analysis, transcription: { text, language } }) => ({
    source: index,
    text,
    language,
    points: [...summaryPoints(analysis.summary, text, language), ...analysis.claims, ...analysis.keyPoints],
  }))
  const comparison = await workers.run(comparisonJob, texts, signal)
  const notes: Note[] = [{ code: 'compared_by_words', values: {} }]
  if (!areInOneLanguage(texts)) notes.push({ code: 'other_languages_not_compared', values: {} })
  return { comparison, notes }
}

/** The sentences of a summary that are the source's own. */
function summaryPoints(summary: string, text: string, language: string): readonly KeyPoint[] {
  return sentencesIn(summary, language)
    .filter((sentence) => text.includes(sentence))
    .map((sentence) => ({ text: sentence, quote: sentence }))
}
