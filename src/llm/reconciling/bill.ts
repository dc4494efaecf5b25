import type { DollarRates } from '../../money/display-currency.ts'
import { searchProvider } from '../../pricing/search-prices.ts'
import { type CostProvider, costProviders } from '../provider-costs/provider-costs.ts'
import { ProviderCostsError } from '../provider-costs/provider-costs-error.ts'
import type { CostsQuestion, DateRange, ToldCosts } from '../provider-costs/told-costs.ts'
import { type ProvidersSettings, providerNames, recogniserNames } from '../provider-names.ts'

/** Whose bills can be held against the ledger: its own providers, and OpenRouter, which it has as `compatible`. */
export const billedProviders: readonly string[] = [
  ...new Set([...costProviders, ...providerNames, ...recogniserNames, searchProvider]),
]

/** By what name the ledger has the calls of a provider. */
export function ledgerProvider(provider: string): string {
  return provider === 'openrouter' ? 'compatible' : provider
}

export interface BillRequest {
  readonly provider: string
  readonly range: DateRange
  readonly keys: readonly string[]
  /** An export, instead of what the provider says. */
  readonly csv: { readonly name: string; readonly text: string } | undefined
}

export type Bill = ToldCosts & {
  /** Rows of a file that are of other days or providers. */
  readonly leftOut?: number
}

/** What a bill comes from. */
export interface BillMeans {
  /** @throws {ProviderCostsError} */
  readonly costs: (provider: CostProvider, question: CostsQuestion) => Promise<ToldCosts>
  readonly providers: ProvidersSettings
  readonly dollarRates: DollarRates
}

/** @throws {ProviderCostsError} */
export async function billOf(
  { provider, range, keys, csv }: BillRequest,
  { costs, providers, dollarRates: rates }: BillMeans,
): Promise<Bill> {
  if (csv !== undefined) {
    const { costsInFile } = await import('../provider-costs/costs-file.ts')
    return { ...costsInFile(csv.text, { file: csv.name, provider, range, rates }), uses: [] }
  }
  const asked = costProviders.find((name) => name === provider) ?? routerAt(provider, providers)
  if (!asked) throw new ProviderCostsError('no_endpoint', provider, '')
  return costs(asked, { range, keys })
}

/** A server that calls itself compatible may be OpenRouter. */
function routerAt(provider: string, { compatible }: ProvidersSettings): CostProvider | undefined {
  const { baseUrl } = compatible ?? {}
  const isRouter = baseUrl !== undefined && /(?:^|\.)openrouter\.ai$/.test(new URL(baseUrl).hostname)
  return provider === 'compatible' && isRouter ? 'openrouter' : undefined
}
