import { type Analyst, analystVersion } from '../analyst/analyst-in-workers.ts'
import { type KeyPoint, type TextAnalysis, textAnalysisSchema } from '../brief/analysis.ts'
import type { Note } from '../brief/note.ts'
import { saidAt } from '../brief/said-at.ts'
import { UnusableAnswerError } from '../llm/unusable-answer-error.ts'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import { fingerprint } from '../text/fingerprint.ts'
import { primaryLanguage } from '../text/languages.ts'
import { jobIn } from '../workers/job.ts'
import { lightCharacters } from '../workers/light-text.ts'
import type { AnalysisAnswer } from './analysis/answer-schema.ts'
import { groundAnswer } from './analysis/grounded-analysis.ts'
import { analyseWithModels, type ModelAnalysisDependencies } from './analysis/model-analysis.ts'
import { analysisPrompts } from './analysis/prompts.ts'
import type { DepthExtent } from './depth-extent.ts'
import type { OutputForm, TaskContext, TaskOutcome } from './task.ts'
import type { Transcription } from './transcription.ts'

export interface AnalysisDependencies extends ModelAnalysisDependencies {
  readonly analyst: Analyst
  /** The built-in analyst as a model, for the books. */
  readonly analystModel: ModelId
}

export const analysisForm: OutputForm<TextAnalysis> = { version: 1, schema: textAnalysisSchema }

/** What is known of a source, and how its reader wants it. */
export interface AnalysisOrder {
  readonly title: string | undefined
  /** BCP 47 tag of the language that the brief is to be in; undefined: the source's. */
  readonly language: string | undefined
}

/** What an analysis depends on. */
export function analysisInputs(
  { text, language }: Transcription,
  { title, language: wanted }: AnalysisOrder,
  { maxKeyPoints, maxClaims, maxSummarySentences, passes }: DepthExtent,
  { ladder, analystModel }: Pick<AnalysisDependencies, 'ladder' | 'analystModel'>,
) {
  const extent = { maxKeyPoints, maxClaims, maxSummarySentences }
  return {
    text: fingerprint(text),
    language,
    title,
    ...(wanted !== undefined && { wanted }),
    extent,
    ...(ladder.length > 0
      ? { passes, prompts: analysisPrompts(extent, wanted) }
      : { analyst: analystVersion }),
    models: (ladder.length > 0 ? ladder : [analystModel]).map(formatModelId),
  }
}

/** Finds out what the text says: by the configured models, or without any by the built-in analyst; and when it says so. */
export async function analyse(
  transcription: Transcription,
  order: AnalysisOrder,
  context: TaskContext,
  dependencies: AnalysisDependencies,
): Promise<TaskOutcome<TextAnalysis>> {
  const outcome = await analyseText(transcription, order, context, dependencies)
  const timed = <Point extends KeyPoint>(point: Point): Point => {
    const atSeconds = saidAt(point.quote, transcription)
    return atSeconds === undefined ? point : { ...point, atSeconds }
  }
  const { keyPoints, claims } = outcome.output
  return {
    ...outcome,
    output: { ...outcome.output, keyPoints: keyPoints.map(timed), claims: claims.map(timed) },
  }
}

async function analyseText(
  transcription: Transcription,
  order: AnalysisOrder,
  context: TaskContext,
  dependencies: AnalysisDependencies,
): Promise<TaskOutcome<TextAnalysis>> {
  if (dependencies.ladder.length === 0) return analyseLocally(transcription, order, context, dependencies)
  try {
    const { answer, notes, refusal } = await analyseWithModels(
      { text: transcription.text, ...order },
      context,
      dependencies,
    )
    const analysis = await ground(answer, transcription, context)
    const repaired =
      analysis.keyPoints.length > 0
        ? { output: analysis, notes: analysis.notes }
        : await withLocalPoints(analysis, transcription, order, context, dependencies)
    return { ...repaired, notes: [...notes, ...repaired.notes], refusal }
  } catch (error) {
    if (!(error instanceof UnusableAnswerError)) throw error
    const local = await analyseLocally(transcription, order, context, dependencies)
    return { ...local, notes: [{ code: 'analyst_stands_in', values: {} }, ...local.notes] }
  }
}

const groundingJob = jobIn<typeof import('./analysis/grounding-job.ts')>(
  new URL('./analysis/grounding-job.ts', import.meta.url),
)

async function ground(
  answer: AnalysisAnswer,
  { text, language }: Transcription,
  { extent, workers, signal }: TaskContext,
): Promise<TextAnalysis> {
  const source = { text, language }
  return text.length <= lightCharacters
    ? groundAnswer(answer, source, extent)
    : workers.run(groundingJob, { answer, source, extent }, signal)
}

async function analyseLocally(
  { text, language }: Transcription,
  { title, language: wanted }: AnalysisOrder,
  { extent, signal, progress }: TaskContext,
  { analyst, analystModel }: AnalysisDependencies,
): Promise<TaskOutcome<TextAnalysis>> {
  progress(0, { code: 'reading', values: {} })
  const found = await analyst.analyse(text, extent, { title, language, signal })
  const isAnother = wanted !== undefined && primaryLanguage(wanted) !== primaryLanguage(found.language)
  const kept: readonly Note[] = isAnother
    ? [{ code: 'analyst_keeps_language', values: { language: wanted } }]
    : []
  const output = { ...found, notes: [...kept, ...found.notes] }
  const outputCharacters = JSON.stringify(output).length
  return {
    output,
    notes: output.notes,
    unmetered: [
      { model: analystModel, operation: 'analyse', inputCharacters: text.length, outputCharacters },
    ],
  }
}

/** A brief without a single point helps nobody: the built-in analyst's points, which are the source's own sentences. */
async function withLocalPoints(
  analysis: TextAnalysis,
  transcription: Transcription,
  order: AnalysisOrder,
  context: TaskContext,
  dependencies: AnalysisDependencies,
): Promise<TaskOutcome<TextAnalysis>> {
  const local = await analyseLocally(
    transcription,
    { ...order, title: analysis.title },
    context,
    dependencies,
  )
  const notes: readonly Note[] = [
    ...analysis.notes,
    ...local.notes.filter(({ code }) => code === 'analyst_keeps_language'),
    { code: 'points_are_sentences', values: {} },
  ]
  return { ...local, output: { ...analysis, keyPoints: local.output.keyPoints, notes }, notes }
}
