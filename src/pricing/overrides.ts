import { readFile, stat } from 'node:fs/promises'
import { Decimal } from 'decimal.js'
import { z } from 'zod'
import { formatModelId, parseModelId } from './model-id.ts'
import type { Price, Rates } from './price.ts'
import { priceFrom } from './price.ts'
import { type PriceFileProblem, PriceOverridesError } from './price-overrides-error.ts'
import { repeatedKeys } from './repeated-keys.ts'

/** The operator's own prices. */
export interface PriceOverrides {
  /** By lower-case `<provider>:<model>`. One is the model's whole price: nothing is filled in from elsewhere. */
  readonly prices: ReadonlyMap<string, Price>
  /** Models that the file names more than once, however they are written; the last one holds. */
  readonly duplicates: readonly string[]
}

export const noOverrides: PriceOverrides = { prices: new Map(), duplicates: [] }

const decimalText = /^\d+(\.\d+)?(e-?\d{1,2})?$/i

const rate = z.unknown().transform((given, context) => {
  const text = typeof given === 'string' || typeof given === 'number' ? String(given).trim() : ''
  if (decimalText.test(text)) return new Decimal(text)
  const problem = {
    code: 'not_a_number',
    values: { given: JSON.stringify(given) },
  } satisfies PriceFileProblem
  context.addIssue({ code: 'custom', params: { problem } })
  return z.NEVER
})

const tokenFields = {
  input_per_million: rate.optional(),
  output_per_million: rate.optional(),
  cache_read_per_million: rate.optional(),
  cache_write_per_million: rate.optional(),
  cache_write_hour_per_million: rate.optional(),
  reasoning_per_million: rate.optional(),
  input_audio_per_million: rate.optional(),
  output_audio_per_million: rate.optional(),
}
const tier = z.strictObject({ above_tokens: z.int().nonnegative(), ...tokenFields })
const modelPrice = z
  .strictObject({
    ...tokenFields,
    audio_per_minute: rate.optional(),
    per_request: rate.optional(),
    per_search: rate.optional(),
    per_vector: rate.optional(),
    per_image: rate.optional(),
    per_character: rate.optional(),
    tiers: z.array(tier).default([]),
  })
  .refine((price) => Object.keys(price).length > 1, asProblem({ code: 'no_price', values: {} }))
const overridesFile = z.strictObject({
  models: z.record(
    z
      .string()
      .refine((name) => parseModelId(name) !== undefined, asProblem({ code: 'not_a_model', values: {} })),
    modelPrice,
  ),
})

type GivenTokenRates = Omit<z.output<typeof tier>, 'above_tokens'>

/**
 * Reads the text of a price file: `{ "models": { "<provider>:<model>": { … } } }` with `input_per_million`, `output_per_million`,
 * `cache_read_per_million`, `cache_write_per_million`, `cache_write_hour_per_million`, `reasoning_per_million`, `input_audio_per_million`,
 * `output_audio_per_million`, `audio_per_minute`, `per_request`, `per_search`, `per_vector`, `per_image`, `per_character` and `tiers` of the
 * token prices with `above_tokens`. US dollars, as numbers or decimal strings.
 *
 * @throws {PriceOverridesError} naming the file, the model and the field.
 */
export function parsePriceOverrides(text: string, file: string, updatedAt?: Date): PriceOverrides {
  const parsed = overridesFile.safeParse(parseJson(text, file))
  if (!parsed.success) throw overridesError(file, parsed.error.issues[0])
  const prices = Object.entries(parsed.data.models).map(
    ([name, given]) => [plainName(name), priceFrom(ratesOf(given), 'overrides', updatedAt)] as const,
  )
  const names = [...prices.map(([name]) => name), ...repeatedKeys(text).map(plainName)]
  const duplicates = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
  return { prices: new Map(prices), duplicates }
}

/** The file's prices, dated by when it was last written. @throws {PriceOverridesError} also when it cannot be read. */
export async function loadPriceOverrides(file: string): Promise<PriceOverrides> {
  try {
    const [text, { mtime }] = await Promise.all([readFile(file, 'utf8'), stat(file)])
    return parsePriceOverrides(text, file, mtime)
  } catch (cause) {
    if (cause instanceof PriceOverridesError) throw cause
    throw new PriceOverridesError({
      file,
      problem: { code: 'unreadable', values: { detail: String(cause) } },
      cause,
    })
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(withoutMark(text))
  } catch (cause) {
    throw new PriceOverridesError({
      file,
      problem: { code: 'not_json', values: { detail: String(cause) } },
      cause,
    })
  }
}

/** Some editors put a byte order mark before the text. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '')
}

/** Blanks around the parts and the case of the letters mean nothing. */
function plainName(name: string): string {
  const id = parseModelId(name)
  return (id ? formatModelId(id) : name).toLowerCase()
}

/** A path is `models`, the model, then the field, such as `tiers.0.input_per_million`. */
function overridesError(file: string, issue: z.core.$ZodIssue | undefined): PriceOverridesError {
  const [, model, ...field] = issue?.path ?? []
  return new PriceOverridesError({
    file,
    model: model === undefined ? undefined : String(model),
    field: field.join('.') || undefined,
    problem: problemOf(issue),
  })
}

/** An issue of the schema that carries a problem of its own. */
function asProblem(problem: PriceFileProblem) {
  return { params: { problem } }
}

function problemOf(issue: z.core.$ZodIssue | undefined): PriceFileProblem {
  const [deepest] = issue?.code === 'invalid_key' ? issue.issues : [issue]
  const own = deepest?.code === 'custom' ? deepest.params?.['problem'] : undefined
  return (own as PriceFileProblem | undefined) ?? wrongForm(issue)
}

function wrongForm(issue: z.core.$ZodIssue | undefined): PriceFileProblem {
  return { code: 'wrong_form', values: { detail: issue?.message ?? '' } }
}

function ratesOf(given: z.output<typeof modelPrice>): Rates {
  const { audio_per_minute, per_request, per_search, per_vector, per_image, per_character } = given
  return {
    ...tokenRatesOf(given),
    ...(audio_per_minute && { audioPerHour: audio_per_minute.times(60) }),
    ...(per_request && { perRequest: per_request }),
    ...(per_search && { perSearch: per_search }),
    ...(per_vector && { perVector: per_vector }),
    ...(per_image && { perImage: per_image }),
    ...(per_character && { perCharacter: per_character }),
    tiers: given.tiers
      .map(({ above_tokens, ...rates }) => ({ aboveTokens: above_tokens, ...tokenRatesOf(rates) }))
      .sort((one, other) => one.aboveTokens - other.aboveTokens),
  }
}

function tokenRatesOf(given: GivenTokenRates) {
  return {
    ...(given.input_per_million && { input: given.input_per_million }),
    ...(given.output_per_million && { output: given.output_per_million }),
    ...(given.cache_read_per_million && { cacheRead: given.cache_read_per_million }),
    ...(given.cache_write_per_million && { cacheWrite: given.cache_write_per_million }),
    ...(given.cache_write_hour_per_million && { cacheWriteHour: given.cache_write_hour_per_million }),
    ...(given.reasoning_per_million && { reasoning: given.reasoning_per_million }),
    ...(given.input_audio_per_million && { inputAudio: given.input_audio_per_million }),
    ...(given.output_audio_per_million && { outputAudio: given.output_audio_per_million }),
  }
}
