import { refusalIn } from '../../budget/budget-refused-error.ts'
import { currentRequestTracker, trackRequestBudget } from '../../budget/request-scope.ts'
import type { Refusal } from '../../ledger/hold.ts'
import type { LanguageModels } from '../../llm/language-models.ts'
import type { ModelId } from '../../pricing/model-id.ts'
import type { TaskContext } from '../task.ts'
import { cutIntoParts } from '../text-parts.ts'
import { type AnalysisAnswer, answerSchema } from './answer-schema.ts'
import { mergeAnswers } from './merge-answers.ts'
import { analysisInstructions, furtherPassPrompt, mergePrompt, partPrompt } from './prompts.ts'

export interface ModelAnalysisDependencies {
  readonly models: LanguageModels
  readonly ladder: readonly ModelId[]
  /** What every limit on the running code leaves, in nano-USD; undefined when nothing limits. */
  readonly remainingNanoUsd: () => Promise<bigint | undefined>
}

/** About 8,000 tokens: what models read with care, and small enough that several calls fit the limits. */
export const partCharacters = 32_000
/** Of what is left, so much in a hundred is kept for putting the parts together. */
const mergeReservePercent = 15n
const maxOutputTokens = 8_000
const leastOutputTokens = 700

/**
 * Has models analyse a text part by part, in as many passes as the depth asks for, and merge the parts. When the money runs out,
 * the parts that are done are merged all the same, and the refusal is handed back.
 *
 * @throws {BudgetRefusedError} when not even the first part can be paid for.
 */
export async function analyseWithModels(
  source: { readonly text: string; readonly title: string | undefined },
  context: TaskContext,
  dependencies: ModelAnalysisDependencies,
): Promise<{
  readonly answer: AnalysisAnswer
  readonly notes: readonly string[]
  readonly refusal: Refusal | undefined
}> {
  const parts = cutIntoParts(source.text, partCharacters)
  const ask = asker(context, dependencies)
  const read = () =>
    readParts(
      parts.map(({ text }) => text),
      source.title,
      context,
      ask,
    )
  const { answers, refusal } =
    parts.length === 1 ? await read() : await underReserve(await dependencies.remainingNanoUsd(), read)
  if (answers.length === 1 && parts.length === 1)
    return { answer: mergeAnswers(answers, context.extent), notes: [], refusal }
  const merged = await merge(answers, context, ask)
  const missed = parts.length - answers.length
  return {
    answer: merged.answer,
    notes:
      missed === 0
        ? []
        : [`Only the first ${answers.length} of ${parts.length} parts of the source were analysed.`],
    refusal: refusal ?? merged.refusal,
  }
}

type Ask = (step: string, prompt: string) => Promise<AnalysisAnswer>

function asker(context: TaskContext, { models, ladder }: ModelAnalysisDependencies): Ask {
  return (step, prompt) =>
    context.step(step, async () => {
      const { answer } = await models.ask({
        ladder,
        schema: answerSchema,
        instructions: analysisInstructions,
        prompt,
        maxOutputTokens,
        leastOutputTokens,
        signal: context.signal,
      })
      return answer
    })
}

interface PartsRead {
  readonly answers: readonly AnalysisAnswer[]
  readonly refusal: Refusal | undefined
}

async function readParts(
  texts: readonly string[],
  title: string | undefined,
  context: TaskContext,
  ask: Ask,
): Promise<PartsRead> {
  const answers: AnalysisAnswer[] = []
  for (const [index, text] of texts.entries()) {
    context.progress(
      index / texts.length,
      texts.length === 1 ? 'reading' : `reading part ${index + 1} of ${texts.length}`,
    )
    const prompt = partPrompt({ text, number: index + 1, count: texts.length, title, extent: context.extent })
    const passes: AnalysisAnswer[] = []
    try {
      for (let pass = 1; pass <= context.extent.passes; pass++) {
        const found = passes.length > 0 ? mergePasses(passes, context) : undefined
        passes.push(
          await ask(`part ${index} pass ${pass}`, found ? furtherPassPrompt(prompt, found) : prompt),
        )
      }
    } catch (error) {
      const refused = refusalIn(error)
      if (!refused || (answers.length === 0 && passes.length === 0)) throw error
      if (passes.length > 0) answers.push(mergePasses(passes, context))
      return { answers, refusal: refused.refusal }
    }
    answers.push(mergePasses(passes, context))
  }
  return { answers, refusal: undefined }
}

/** The last pass has the last word on title and summary. */
function mergePasses(passes: readonly AnalysisAnswer[], { extent }: TaskContext): AnalysisAnswer {
  const last = passes.at(-1)
  const merged = mergeAnswers(passes, extent)
  return last ? { ...merged, title: last.title, summary: last.summary } : merged
}

async function merge(
  answers: readonly AnalysisAnswer[],
  context: TaskContext,
  ask: Ask,
): Promise<{ answer: AnalysisAnswer; refusal: Refusal | undefined }> {
  context.progress(0.95, 'putting the parts together')
  try {
    return { answer: await ask('merge', mergePrompt(answers, context.extent)), refusal: undefined }
  } catch (error) {
    const refused = refusalIn(error)
    if (!refused) throw error
    return { answer: mergeAnswers(answers, context.extent), refusal: refused.refusal }
  }
}

/** Runs `work` with less than what is left, so that something remains for the merge. */
function underReserve<T>(remainingNanoUsd: bigint | undefined, work: () => Promise<T>): Promise<T> {
  if (remainingNanoUsd === undefined) return work()
  const totalNanoUsd = remainingNanoUsd - (remainingNanoUsd * mergeReservePercent) / 100n
  const { id } = currentRequestTracker()
  return trackRequestBudget({ totalNanoUsd, id: `${id}/reading@${remainingNanoUsd}` }, work)
}
