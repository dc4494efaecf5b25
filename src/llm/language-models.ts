import type { LanguageModelV4 } from '@ai-sdk/provider'
import { generateText, NoObjectGeneratedError, Output, wrapLanguageModel } from 'ai'
import type { z } from 'zod'
import type { ModelId } from '../pricing/model-id.ts'
import type { Meter } from './meter.ts'
import { meteringMiddleware } from './metering-middleware.ts'
import { onLadder } from './model-ladder.ts'
import type { ModelProviders } from './model-providers.ts'
import { UnusableAnswerError } from './unusable-answer-error.ts'

/** A question to a model whose answer must have a form. */
export interface StructuredQuestion<T> {
  /** Models to ask, dearest first; the first that can be paid for answers. */
  readonly ladder: readonly ModelId[]
  readonly schema: z.ZodType<T>
  readonly instructions: string
  readonly prompt: string
  readonly maxOutputTokens: number
  /** See `MeteringOptions`. */
  readonly leastOutputTokens: number
  readonly signal?: AbortSignal | undefined
}

export interface StructuredAnswer<T> {
  readonly answer: T
  readonly model: ModelId
}

export interface LanguageModels {
  /**
   * Asks for an answer of the schema's form. An answer of another form is repaired in one more call; every call is metered.
   *
   * @throws {UnusableAnswerError} when the repair fails too.
   * @throws {BudgetRefusedError} when no model of the ladder can be paid for.
   */
  ask<T>(question: StructuredQuestion<T>): Promise<StructuredAnswer<T>>
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
}

export function createLanguageModels({
  providers,
  meter,
  timeoutMs,
  maxRetries = 2,
}: LanguageModelsOptions): LanguageModels {
  const metered: LanguageModels['metered'] = (id, bounds) =>
    wrapLanguageModel({
      model: providers.languageModel(id),
      middleware: meteringMiddleware({ meter, model: id, timeoutMs, ...bounds }),
    })

  async function askModel<T>(model: ModelId, question: StructuredQuestion<T>): Promise<StructuredAnswer<T>> {
    const ask = async (prompt: string) => {
      const result = await generateText({
        model: metered(model, question),
        instructions: question.instructions,
        prompt,
        output: Output.object({ schema: question.schema }),
        maxOutputTokens: question.maxOutputTokens,
        maxRetries,
        ...(question.signal && { abortSignal: question.signal }),
      })
      return { answer: result.output as T, model }
    }
    try {
      return await ask(question.prompt)
    } catch (error) {
      if (!NoObjectGeneratedError.isInstance(error)) throw error
      return await repair(ask, model, question.prompt)
    }
  }

  return { metered, ask: (question) => onLadder(question.ladder, (model) => askModel(model, question)) }
}

/** What was wrong is not repeated to the model: it would quote the source outside of its fence. */
async function repair<T>(ask: (prompt: string) => Promise<T>, model: ModelId, prompt: string): Promise<T> {
  try {
    return await ask(
      `${prompt}\n\nAn earlier answer could not be used. Answer again, with nothing but JSON that fits the schema.`,
    )
  } catch (error) {
    if (!NoObjectGeneratedError.isInstance(error)) throw error
    throw new UnusableAnswerError(model, error)
  }
}
