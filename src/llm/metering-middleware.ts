import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4GenerateResult,
  LanguageModelV4Middleware,
} from '@ai-sdk/provider'
import { refusalIn } from '../budget/budget-refused-error.ts'
import type { JournalLine } from '../ledger/journal.ts'
import type { ModelId } from '../pricing/model-id.ts'
import { usageOfModel } from './believable-usage.ts'
import { type CountTokens, countInPlace } from './count-tokens.ts'
import type { CallPlan, Meter, OpenCall } from './meter.ts'
import { meteredAttempt } from './metered-attempt.ts'
import { promptLengths } from './prompt-roles.ts'
import { pictureTokens, promptTexts } from './prompt-size.ts'
import { settlingStream } from './settling-stream.ts'
import type { SearchOffer } from './web-search/search-offer.ts'
import { callIdHeader } from './wire-tap.ts'

export interface MeteringOptions {
  readonly meter: Meter
  readonly model: ModelId
  /** Below this output ceiling the call would be of no use, and the next model is tried. */
  readonly leastOutputTokens: number
  /** The output ceiling where the call names none. */
  readonly maxOutputTokens: number
  /** See `CallPlan`. A generated answer that is cut at the usual ceiling is asked for once more with the whole one. */
  readonly usualOutputTokens?: number | undefined
  /** For one wire attempt. */
  readonly timeoutMs: number
  /** Default: in place. */
  readonly countTokens?: CountTokens | undefined
  /** How often the same was asked before, by whatever middleware has this count. Default: a count of its own. */
  readonly asked?: AskedCount
  /** What the booking of a generated answer is to keep of it. */
  readonly keep?: (text: string, result: LanguageModelV4GenerateResult) => JournalLine
  /** Whether a generated answer changes nothing of what was known before it. */
  readonly changesNothing?: ((text: string) => boolean) | undefined
  /** The call may search the web. */
  readonly searches?: Pick<SearchOffer, 'mostSearches' | 'tokensOfSearch'> | undefined
}

export interface AskedCount {
  times: number
}

/**
 * Holds money before each wire attempt and books it after, for generate and stream. Retries pass through it, so that each
 * has a hold of its own; the output ceiling that is sent is what the hold pays for.
 */
export function meteringMiddleware(given: MeteringOptions): LanguageModelV4Middleware {
  const options = { asked: { times: 0 }, ...given }
  let usualOutputTokens = options.usualOutputTokens
  return {
    specificationVersion: 'v4',
    wrapGenerate: async ({ model, params }) => {
      const plan = await planOf(options, 'generate', params)
      const first = await generate(model, { ...plan, usualOutputTokens }, params, options)
      if (first.cutAtTokens === undefined) return first.result
      // Also when the whole ceiling fails at first and is tried again: what is usual is known not to do.
      usualOutputTokens = undefined
      const leastOutputTokens = Math.min(Math.ceil(first.cutAtTokens * leastGrowth), plan.maxOutputTokens)
      try {
        return (await generate(model, { ...plan, leastOutputTokens }, params, options)).result
      } catch (error) {
        if (refusalIn(error)) return first.result
        throw error
      }
    },
    wrapStream: async ({ model, params }) =>
      meteredAttempt(
        await planOf(options, 'stream', params),
        options.meter,
        params.abortSignal,
        async (call, abortSignal) => {
          options.asked.times += 1
          const result = await model.doStream(sentParams(params, call, abortSignal))
          return { ...result, stream: result.stream.pipeThrough(settlingStream(call, abortSignal)) }
        },
      ),
  }
}

type CountingOptions = MeteringOptions & { readonly asked: AskedCount }

/** An answer that was cut is asked for again only with so many times the room. */
const leastGrowth = 1.5

/** One attempt; `cutAtTokens` when the usual ceiling was too low for the answer. */
function generate(
  model: LanguageModelV4,
  plan: CallPlan,
  params: LanguageModelV4CallOptions,
  options: CountingOptions,
): Promise<{ readonly result: LanguageModelV4GenerateResult; readonly cutAtTokens: number | undefined }> {
  const attempt = options.asked.times + 1
  return meteredAttempt(
    { ...plan, attempt },
    options.meter,
    params.abortSignal,
    async (call, abortSignal) => {
      options.asked.times = attempt
      const result = await model.doGenerate(sentParams(params, call, abortSignal))
      const report = { usage: usageOfModel(result.usage), outputText: textOf(result.content) }
      const changedNothing = options.changesNothing?.(answerText(result)) === true
      await call.settle(
        { ...report, ...(changedNothing && { seen: { changedNothing } }) },
        lineFor(result, call, params, options),
      )
      const isCut = call.isUsualCeiling && result.finishReason.unified === 'length'
      return { result, cutAtTokens: isCut ? call.maxOutputTokens : undefined }
    },
  )
}

async function planOf(
  options: CountingOptions,
  operation: 'generate' | 'stream',
  params: LanguageModelV4CallOptions,
) {
  const maxOutputTokens = params.maxOutputTokens ?? options.maxOutputTokens
  const { countTokens: count = countInPlace, searches } = options
  const { mostSearches = 0, tokensOfSearch = 0 } = searches ?? {}
  const prompted = await count({ texts: promptTexts(params), model: options.model, as: 'chat' })
  return {
    model: options.model,
    operation,
    inputTokens: prompted + pictureTokens(params, options.model) + mostSearches * tokensOfSearch,
    ...(mostSearches > 0 && { units: { searches: mostSearches } }),
    maxOutputTokens,
    // A call that may write nothing would be held at nothing where input is free.
    leastOutputTokens: Math.max(1, Math.min(options.leastOutputTokens, maxOutputTokens)),
    timeoutMs: options.timeoutMs,
    attempt: options.asked.times + 1,
    promptLengths: promptLengths(params),
  }
}

function sentParams(
  params: LanguageModelV4CallOptions,
  call: OpenCall,
  abortSignal: AbortSignal,
): LanguageModelV4CallOptions {
  return {
    ...params,
    ...(call.maxOutputTokens !== undefined && { maxOutputTokens: call.maxOutputTokens }),
    headers: { ...params.headers, [callIdHeader]: call.id },
    abortSignal,
  }
}

/**
 * Nothing is kept of an answer without text, nor of one that was cut off at a lower ceiling than was asked for: with more money it
 * may come whole.
 */
function lineFor(
  result: LanguageModelV4GenerateResult,
  call: OpenCall,
  params: LanguageModelV4CallOptions,
  options: MeteringOptions,
): JournalLine | undefined {
  const { finishReason } = result
  const text = answerText(result)
  const wanted = params.maxOutputTokens ?? options.maxOutputTokens
  const isCut = finishReason.unified === 'length' && (call.maxOutputTokens ?? wanted) < wanted
  return text === '' || isCut ? undefined : options.keep?.(text, result)
}

function answerText({ content, structuredOutputText }: LanguageModelV4GenerateResult): string {
  return structuredOutputText ?? textOf(content.filter(({ type }) => type === 'text'))
}

function textOf(content: readonly LanguageModelV4Content[]): string {
  return content
    .map((part) => {
      if (part.type === 'text' || part.type === 'reasoning') return part.text
      return part.type === 'tool-call' ? part.input : ''
    })
    .join('')
}
