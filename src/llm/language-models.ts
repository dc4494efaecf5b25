import type { LanguageModelV4 } from '@ai-sdk/provider'
import { generateText, NoObjectGeneratedError, Output, wrapLanguageModel } from 'ai'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import type { CountTokens } from './count-tokens.ts'
import { answerKey, keptAnswer, parsedJson, type RawAnswer } from './kept-answer.ts'
import type { Meter } from './meter.ts'
import { type AskedCount, type MeteringOptions, meteringMiddleware } from './metering-middleware.ts'
import { onLadder } from './model-ladder.ts'
import type { ModelProviders } from './model-providers.ts'
import type { ShownPicture, StructuredAnswer, StructuredQuestion } from './structured-question.ts'
import { UnusableAnswerError } from './unusable-answer-error.ts'
import { withoutTexts } from './without-texts.ts'

export interface LanguageModels {
  /**
   * Asks for an answer of the schema's form. An answer of another form is repaired in one more call; every call is metered. What is
   * kept in the journal, of either form, is not asked again.
   *
   * @throws {UnusableAnswerError} when the repair fails too.
   * @throws {BudgetRefusedError} when no model of the ladder can be paid for.
   */
  ask<T>(question: StructuredQuestion<T>): Promise<StructuredAnswer<T>>
}

export interface MeteredModels extends LanguageModels {
  /** The model with metering around it, for streaming and for tools that take a model. */
  metered(
    id: ModelId,
    bounds: { readonly maxOutputTokens: number; readonly leastOutputTokens: number },
  ): LanguageModelV4
}

export interface LanguageModelsOptions {
  readonly providers: ModelProviders
  readonly meter: Meter
  /** For one wire attempt. */
  readonly timeoutMs: number
  /** Wire attempts after the first, for failures that may pass. */
  readonly maxRetries?: number
  readonly countTokens?: CountTokens
}

export function createLanguageModels({
  providers,
  meter,
  timeoutMs,
  maxRetries = 2,
  countTokens,
}: LanguageModelsOptions): MeteredModels {
  function metered(
    id: ModelId,
    options: Omit<MeteringOptions, 'meter' | 'model' | 'timeoutMs' | 'countTokens'>,
  ) {
    return wrapLanguageModel({
      model: providers.languageModel(id),
      middleware: meteringMiddleware({ meter, model: id, timeoutMs, countTokens, ...options }),
    })
  }

  async function generate<T>(
    model: ModelId,
    question: StructuredQuestion<T>,
    prompt: string,
    asked: AskedCount,
  ): Promise<StructuredAnswer<T>> {
    const { instructions, schema, maxOutputTokens, leastOutputTokens, usualOutputTokens, signal, journal } =
      question
    const { changesNothing } = question
    const isUnchanged = (answer: T | undefined) => answer !== undefined && changesNothing?.(answer) === true
    const keep =
      journal &&
      ((text: string) =>
        journal.line(answerKey(question, prompt), { model: formatModelId(model), text } satisfies RawAnswer))
    const result = await generateText({
      model: metered(model, {
        ...{ maxOutputTokens, leastOutputTokens, usualOutputTokens, asked },
        ...(keep && { keep }),
        changesNothing: changesNothing && ((text) => isUnchanged(schema.safeParse(parsedJson(text)).data)),
      }),
      instructions,
      ...promptOf(prompt, question.pictures),
      output: Output.object({ schema }),
      telemetry: withoutTexts,
      maxOutputTokens,
      maxRetries,
      ...(signal && { abortSignal: signal }),
    })
    return { answer: result.output as T, model }
  }

  async function askModel<T>(model: ModelId, question: StructuredQuestion<T>): Promise<StructuredAnswer<T>> {
    const asked = { times: 0 }
    try {
      return await generate(model, question, question.prompt, asked)
    } catch (error) {
      if (!NoObjectGeneratedError.isInstance(error)) throw error
      return await repair(model, question, asked)
    }
  }

  async function repair<T>(
    model: ModelId,
    question: StructuredQuestion<T>,
    asked: AskedCount,
  ): Promise<StructuredAnswer<T>> {
    try {
      return await generate(model, question, repairPrompt(question), asked)
    } catch (error) {
      if (!NoObjectGeneratedError.isInstance(error)) throw error
      throw new UnusableAnswerError(model, error)
    }
  }

  async function ask<T>(question: StructuredQuestion<T>): Promise<StructuredAnswer<T>> {
    const { ladder } = question
    const repaired = await keptAnswer(question, repairPrompt(question))
    if (repaired?.answer !== undefined) return { model: repaired.model, answer: repaired.answer }
    const first = await keptAnswer(question, question.prompt)
    if (!first) return onLadder(ladder, (model) => askModel(model, question))
    if (first.answer !== undefined) return { model: first.model, answer: first.answer }
    if (repaired) throw new UnusableAnswerError(first.model)
    const models = ladder.slice(ladder.indexOf(first.model))
    return onLadder(models, (model) =>
      model === first.model ? repair(model, question, { times: 1 }) : askModel(model, question),
    )
  }

  return { metered, ask }
}

function promptOf(prompt: string, pictures: readonly ShownPicture[] = []) {
  if (pictures.length === 0) return { prompt }
  const shown = pictures.map(({ bytes, mediaType }) => ({ type: 'file' as const, data: bytes, mediaType }))
  return {
    messages: [{ role: 'user' as const, content: [{ type: 'text' as const, text: prompt }, ...shown] }],
  }
}

/** What was wrong is not repeated to the model: it would quote the source outside of its fence. */
function repairPrompt({ prompt }: Pick<StructuredQuestion<unknown>, 'prompt'>): string {
  return `${prompt}\n\nAn earlier answer could not be used. Answer again, with nothing but JSON that fits the schema.`
}
