import { Decimal } from 'decimal.js'
import type { PriceTier, Rates, TokenRateName, UnitRates } from './price.ts'
import type { PublishedRates } from './published-rates.ts'

/**
 * Which published rates answer to ours, the first that is there; all are US dollars per million tokens. Pages and
 * pictures have published rates too, but no call of ours buys them.
 */
const tokenKeys = {
  input: ['input_mtok', 'input_text_mtok'],
  output: ['output_mtok', 'output_text_mtok'],
  cacheRead: ['cache_read_mtok', 'cache_text_read_mtok'],
  cacheWrite: ['cache_write_mtok', 'cache_write_5m_mtok'],
  cacheWriteHour: ['cache_write_1h_mtok'],
  reasoning: ['output_reasoning_mtok'],
  inputAudio: ['input_audio_mtok'],
  outputAudio: ['output_audio_mtok'],
} as const satisfies Record<TokenRateName, readonly string[]>

const tokenNames = Object.keys(tokenKeys) as TokenRateName[]

const free: Rates = { input: new Decimal(0), output: new Decimal(0), tiers: [] }

/**
 * The rates that a model's published ones amount to, or undefined when none can price a call. No rates at all mean free
 * only where the model's name says so (`…:free`): elsewhere the publisher just does not know.
 */
export function ratesFrom(published: PublishedRates, modelId: string): Rates | undefined {
  const present = Object.values(published).filter((rate) => rate !== undefined)
  if (present.length === 0) return modelId.endsWith(':free') ? free : undefined
  const base = tokenRates((name) => baseRate(published, name))
  const rates = { ...base, ...unitRates(published), tiers: tiersOf(published) }
  const priced = Object.keys(rates).filter((name) => name !== 'tiers' && name !== 'perSearch')
  return priced.length > 0 ? rates : undefined
}

function tokenRates(rateOf: (name: TokenRateName) => number | undefined): {
  [Name in TokenRateName]?: Decimal
} {
  const rates: { [Name in TokenRateName]?: Decimal } = {}
  for (const name of tokenNames) {
    const rate = rateOf(name)
    if (rate !== undefined) rates[name] = toDecimal(rate)
  }
  return rates
}

function publishedRate(published: PublishedRates, name: TokenRateName) {
  return tokenKeys[name].map((key) => published[key]).find((rate) => rate !== undefined)
}

function baseRate(published: PublishedRates, name: TokenRateName): number | undefined {
  const rate = publishedRate(published, name)
  return typeof rate === 'object' ? rate.base : rate
}

/** Each published rate has tiers of its own; ours carry every rate that differs from the base above a bound. */
function tiersOf(published: PublishedRates): PriceTier[] {
  const bounds = tokenNames.flatMap((name) => {
    const rate = publishedRate(published, name)
    return typeof rate === 'object' ? rate.tiers.map(({ start }) => start) : []
  })
  const rising = [...new Set(bounds)].sort((one, other) => one - other)
  return rising.map((aboveTokens) => ({
    aboveTokens,
    ...tokenRates((name) => tieredRate(published, name, aboveTokens)),
  }))
}

function tieredRate(published: PublishedRates, name: TokenRateName, aboveTokens: number): number | undefined {
  const rate = publishedRate(published, name)
  if (typeof rate !== 'object') return undefined
  const reached = rate.tiers.filter(({ start }) => start <= aboveTokens)
  return reached.reduce((best, tier) => (tier.start >= best.start ? tier : best), {
    start: -1,
    price: rate.base,
  }).price
}

function unitRates(published: PublishedRates): UnitRates {
  const hour = plainRate(published['input_audio_hours']) ?? plainRate(published['audio_hours'])
  const thousandRequests = plainRate(published['requests_kcount'])
  const thousandSearches = plainRate(published['web_searches_kcount'])
  const millionCharacters = plainRate(published['input_mchars'])
  return {
    ...(hour && { audioPerHour: hour }),
    ...(thousandRequests && { perRequest: thousandRequests.dividedBy(1_000) }),
    ...(thousandSearches && { perSearch: thousandSearches.dividedBy(1_000) }),
    ...(millionCharacters && { perCharacter: millionCharacters.dividedBy(1_000_000) }),
  }
}

/** Things that are paid by the piece have no tiers by the length of the input; if one ever does, its dearest holds. */
function plainRate(rate: PublishedRates[string]): Decimal | undefined {
  if (typeof rate !== 'object') return rate === undefined ? undefined : toDecimal(rate)
  return toDecimal(Math.max(rate.base, ...rate.tiers.map(({ price }) => price)))
}

function toDecimal(rate: number): Decimal {
  return new Decimal(String(rate))
}
