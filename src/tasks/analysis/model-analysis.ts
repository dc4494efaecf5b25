import type { Note } from '../../brief/note.ts'
import { refusalIn } from '../../budget/budget-refused-error.ts'
import type { LimitState, Refusal } from '../../ledger/limit-state.ts'
import type { LanguageModels } from '../../llm/language-models.ts'
import { UnusableAnswerError } from '../../llm/unusable-answer-error.ts'
import type { ModelId } from '../../pricing/model-id.ts'
import { work as cutHere } from '../../text/parts-job.ts'
import { jobIn } from '../../workers/job.ts'
import { lightCharacters } from '../../workers/light-text.ts'
import type { TaskContext } from '../task.ts'
import { type AnalysisAnswer, answerSchema } from './answer-schema.ts'
import { mergeAnswers } from './merge-answers.ts'
import { underReserve } from './merge-reserve.ts'
import { analysisInstructions, furtherPassPrompt, mergePrompt, partPrompt } from './prompts.ts'

export interface ModelAnalysisDependencies {
  readonly models: LanguageModels
  readonly ladder: readonly ModelId[]
  /** The hard limit on the running code that leaves least; undefined when nothing limits. */
  readonly tightestLimit: () => Promise<LimitState | undefined>
}

/** About 8,000 tokens: what models read with care, and small enough that several calls fit the limits. */
const partCharacters = 32_000
const maxOutputTokens = 8_000
/** Until the ledger knows better. */
const usualOutputTokens = 4_000
const leastOutputTokens = 700

/**
 * Has models analyse a text part by part, in as many passes as the depth asks for, and merge the parts. When the money runs out,
 * the parts that are done are merged all the same, and the refusal is handed back.
 *
 * @throws {BudgetRefusedError} when not even the first part can be paid for.
 * @throws {UnusableAnswerError} when no part has an answer that can be used.
 */
export async function analyseWithModels(
  source: {
    readonly text: string
    readonly title: string | undefined
    /** Of the reader; undefined: the source's. */
    readonly language: string | undefined
  },
  context: TaskContext,
  dependencies: ModelAnalysisDependencies,
): Promise<{
  readonly answer: AnalysisAnswer
  readonly notes: readonly Note[]
  readonly refusal: Refusal | undefined
}> {
  const texts = await partsOf(source.text, context)
  const ask = asker(source.language, context, dependencies)
  const read = () => readParts(texts, source.title, context, ask)
  const { answers, notes, refusal } =
    texts.length === 1 ? await read() : await underReserve(dependencies.tightestLimit, read)
  if (texts.length === 1) return { answer: mergeAnswers(answers, context.extent), notes, refusal }
  const merged = await merge(answers, context, ask)
  return {
    answer: merged.answer,
    notes: [...notes, ...merged.notes],
    refusal: refusal ?? merged.refusal,
  }
}

const partsJob = jobIn<typeof import('../../text/parts-job.ts')>(
  new URL('../../text/parts-job.ts', import.meta.url),
)

async function partsOf(text: string, { workers, signal }: TaskContext): Promise<readonly string[]> {
  const task = { text, maxCharacters: partCharacters }
  return text.length <= lightCharacters ? cutHere(task) : workers.run(partsJob, task, signal)
}

type Ask = (prompt: string, changesNothing?: (answer: AnalysisAnswer) => boolean) => Promise<AnalysisAnswer>

function asker(
  language: string | undefined,
  context: TaskContext,
  { models, ladder }: ModelAnalysisDependencies,
): Ask {
  return async (prompt, changesNothing) => {
    const { answer } = await models.ask({
      ladder,
      schema: answerSchema,
      instructions: analysisInstructions(language),
      prompt,
      maxOutputTokens,
      leastOutputTokens,
      usualOutputTokens,
      signal: context.signal,
      journal: context.answers,
      changesNothing,
    })
    return answer
  }
}

interface PartsRead {
  readonly answers: readonly AnalysisAnswer[]
  readonly notes: readonly Note[]
  readonly refusal: Refusal | undefined
}

/** Reads part after part until the money runs out. A part without a usable answer is left out and told. */
async function readParts(
  texts: readonly string[],
  title: string | undefined,
  context: TaskContext,
  ask: Ask,
): Promise<PartsRead> {
  const answers: AnalysisAnswer[] = []
  const notes: Note[] = []
  let unusable: UnusableAnswerError | undefined
  for (const [index, text] of texts.entries()) {
    context.progress(
      index / texts.length,
      texts.length === 1
        ? { code: 'reading', values: {} }
        : { code: 'reading_part', values: { part: index + 1, of: texts.length } },
    )
    const prompt = partPrompt({ text, number: index + 1, count: texts.length, title, extent: context.extent })
    const { passes, error } = await readPart(prompt, context, ask)
    if (passes.length > 0) answers.push(mergePasses(passes, context))
    const refused = refusalIn(error)
    if (refused && answers.length === 0) throw refused
    if (refused) {
      notes.push(shortfall(index, passes.length, texts.length, context))
      return { answers, notes, refusal: refused.refusal }
    }
    if (error instanceof UnusableAnswerError) {
      unusable = error
      context.trouble(error)
      notes.push(unusablePart(index, passes.length, texts.length, context))
    }
  }
  if (answers.length === 0 && unusable) throw unusable
  return { answers, notes, refusal: undefined }
}

/** The passes over one part, and what ended them early: a refusal or an answer that cannot be used. */
async function readPart(
  prompt: string,
  context: TaskContext,
  ask: Ask,
): Promise<{ readonly passes: readonly AnalysisAnswer[]; readonly error?: unknown }> {
  const passes: AnalysisAnswer[] = []
  try {
    for (let pass = 1; pass <= context.extent.passes; pass++) {
      const found = passes.length > 0 ? mergePasses(passes, context) : undefined
      const isNothingNew = (answer: AnalysisAnswer) =>
        found !== undefined && haveSamePoints(found, mergePasses([...passes, answer], context))
      passes.push(await (found ? ask(furtherPassPrompt(prompt, found), isNothingNew) : ask(prompt)))
    }
    return { passes }
  } catch (error) {
    if (!refusalIn(error) && !(error instanceof UnusableAnswerError)) throw error
    return { passes, error }
  }
}

function shortfall(index: number, passes: number, parts: number, { extent }: TaskContext): Note {
  const read = passes > 0 ? index + 1 : index
  if (read < parts) return { code: 'parts_not_reached', values: { read, of: parts } }
  return { code: 'end_read_less', values: { passes, of: extent.passes } }
}

function unusablePart(index: number, passes: number, parts: number, { extent }: TaskContext): Note {
  const part = index + 1
  return passes > 0
    ? { code: 'part_read_less', values: { part, parts, passes, of: extent.passes } }
    : { code: 'part_left_out', values: { part, parts } }
}

/** The last pass has the last word on title and summary. */
function mergePasses(passes: readonly AnalysisAnswer[], { extent }: TaskContext): AnalysisAnswer {
  const last = passes.at(-1)
  const merged = mergeAnswers(passes, extent)
  return last ? { ...merged, title: last.title, summary: last.summary } : merged
}

function haveSamePoints(a: AnalysisAnswer, b: AnalysisAnswer): boolean {
  const textsOf = ({ key_points, claims }: AnalysisAnswer) =>
    JSON.stringify([key_points, claims].map((points) => points.map(({ text }) => text).sort()))
  return textsOf(a) === textsOf(b)
}

async function merge(
  answers: readonly AnalysisAnswer[],
  context: TaskContext,
  ask: Ask,
): Promise<{
  readonly answer: AnalysisAnswer
  readonly notes: readonly Note[]
  readonly refusal?: Refusal | undefined
}> {
  if (answers.length === 1) return { answer: mergeAnswers(answers, context.extent), notes: [] }
  context.progress(0.95, { code: 'merging', values: {} })
  const prompt = mergePrompt(answers, context.extent)
  try {
    return { answer: await ask(prompt), notes: [] }
  } catch (error) {
    const refusal = refusalIn(error)?.refusal
    if (!refusal && !(error instanceof UnusableAnswerError)) throw error
    if (!refusal) context.trouble(error)
    const notes: readonly Note[] = [{ code: 'merged_without_model', values: {} }]
    return { answer: mergeAnswers(answers, context.extent), notes, refusal }
  }
}
