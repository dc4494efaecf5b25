import type { Decimal } from 'decimal.js'
import type { Price, TokenRates } from './price.ts'
import { tokenRatesFor } from './price.ts'
import type { InputTokens, OutputTokens, Usage } from './usage.ts'

/** One line of a bill: `quantity` at `rate` US dollars per `per` of them; no rate: the price does not say. */
export interface Charge {
  /** The field of the usage that it stands for, such as `inputTokens`. */
  readonly field: string
  /** `extra`: on top of what the call is measured in. */
  readonly measure: 'token' | 'unit' | 'extra'
  readonly quantity: number
  readonly rate: Decimal | undefined
  readonly per: 1 | 3_600 | 1_000_000
}

export interface Bill {
  readonly charges: readonly Charge[]
  /** Fields that have a rate above zero and were not told. */
  readonly missing: readonly string[]
}

/** The lines of a call's bill. Expects usage that {@link checkUsage} finds nothing wrong with. */
export function chargesFor(price: Price, usage: Usage): Bill {
  const units = unitCharges(price, usage)
  const inputTotal = inputTotalOf(usage.inputTokens)
  const outputTotal = outputTotalOf(usage.outputTokens)
  const rates = tokenRatesFor(price, inputTotal ?? 0)
  const charges = [
    ...inputCharges(rates, usage.inputTokens ?? {}, inputTotal),
    ...outputCharges(rates, usage.outputTokens ?? {}, outputTotal),
    ...units.known,
    ...extraCharges(price, usage),
  ]
  const tokensAreMeant = usage.inputTokens !== undefined || usage.outputTokens !== undefined
  const tokensAreTold =
    (rates.input !== undefined && inputTotal !== undefined) ||
    (rates.output !== undefined && outputTotal !== undefined)
  const unitsAreTold = units.known.some(({ rate }) => rate !== undefined)
  const missing = [
    ...(tokensAreMeant || !unitsAreTold ? missingTokens(rates, usage, inputTotal, outputTotal) : []),
    ...(tokensAreTold || unitsAreTold ? [] : units.missing),
  ]
  return { charges, missing }
}

function inputTotalOf(tokens: InputTokens | undefined): number | undefined {
  if (tokens?.total !== undefined || tokens?.noCache === undefined) return tokens?.total
  return Math.max(tokens.noCache, tokens.audio ?? 0) + (tokens.cacheRead ?? 0) + (tokens.cacheWrite ?? 0)
}

function outputTotalOf(tokens: OutputTokens | undefined): number | undefined {
  if (tokens?.total !== undefined || tokens?.text === undefined) return tokens?.total
  if (tokens.reasoning === undefined) return undefined
  return Math.max(tokens.text, tokens.audio ?? 0) + tokens.reasoning
}

/** What is neither said to be cached nor sound pays the full input rate. Without a total there are at least the parts. */
function inputCharges(rates: TokenRates, tokens: InputTokens, total: number | undefined): Charge[] {
  const { cacheRead = 0, cacheWrite = 0, cacheWriteHour = 0, audio = 0 } = tokens
  const parts = cacheRead + cacheWrite + audio
  return [
    tokenCharge('inputTokens', (total ?? parts) - parts, rates.input),
    tokenCharge('inputTokens', cacheRead, rates.cacheRead ?? rates.input),
    tokenCharge('inputTokens', cacheWrite - cacheWriteHour, rates.cacheWrite ?? rates.input),
    tokenCharge('inputTokens', cacheWriteHour, cacheWriteHour === 0 ? undefined : hourRate(rates)),
    tokenCharge('inputTokens', audio, rates.inputAudio ?? rates.input),
  ]
}

function hourRate({ cacheWriteHour, input }: TokenRates): Decimal | undefined {
  return cacheWriteHour ?? input?.times(2)
}

function outputCharges(rates: TokenRates, tokens: OutputTokens, total: number | undefined): Charge[] {
  const { audio = 0, text = 0 } = tokens
  const least = total ?? Math.max(text, audio) + (tokens.reasoning ?? 0)
  const reasoning = rates.reasoning ? (reasoningOf(tokens, least) ?? 0) : 0
  return [
    tokenCharge('outputTokens', least - reasoning - audio, rates.output),
    tokenCharge('outputTokens', reasoning, rates.reasoning),
    tokenCharge('outputTokens', audio, rates.outputAudio ?? rates.output),
  ]
}

function reasoningOf(tokens: OutputTokens, total: number): number | undefined {
  if (tokens.reasoning !== undefined || total === 0) return tokens.reasoning ?? 0
  return tokens.text === undefined ? undefined : total - Math.max(tokens.text, tokens.audio ?? 0)
}

function tokenCharge(field: string, quantity: number, rate: Decimal | undefined): Charge {
  return { field, measure: 'token', quantity, rate, per: 1_000_000 }
}

function unitCharges(price: Price, usage: Usage): { known: readonly Charge[]; missing: readonly string[] } {
  const units = [
    ['audioSeconds', usage.audioSeconds, price.audioPerHour, 3_600],
    ['characters', usage.characters, price.perCharacter, 1],
    ['images', usage.images, price.perImage, 1],
    ['vectors', usage.vectors, price.perVector, 1],
  ] as const
  return {
    known: units.flatMap(([field, quantity, rate, per]) =>
      quantity === undefined ? [] : [{ field, measure: 'unit' as const, quantity, rate, per }],
    ),
    missing: units.flatMap(([field, quantity, rate]) =>
      quantity === undefined && costs(rate) ? [field] : [],
    ),
  }
}

function extraCharges({ perRequest, perSearch }: Price, { requests = 1, searches = 0 }: Usage): Charge[] {
  return [
    { field: 'requests', measure: 'extra', quantity: perRequest ? requests : 0, rate: perRequest, per: 1 },
    { field: 'searches', measure: 'extra', quantity: searches, rate: perSearch, per: 1 },
  ]
}

function missingTokens(
  rates: TokenRates,
  usage: Usage,
  inputTotal: number | undefined,
  outputTotal: number | undefined,
): string[] {
  const missing: string[] = []
  if (inputTotal === undefined && costs(rates.input)) missing.push('inputTokens.total')
  if (outputTotal === undefined && costs(rates.output)) missing.push('outputTokens.total')
  const reasoningIsUnknown = reasoningOf(usage.outputTokens ?? {}, outputTotal ?? 0) === undefined
  if (costs(rates.reasoning) && reasoningIsUnknown) missing.push('outputTokens.reasoning')
  return missing
}

function costs(rate: Decimal | undefined): boolean {
  return rate !== undefined && !rate.isZero()
}
