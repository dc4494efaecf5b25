import { readFile } from 'node:fs/promises'
import type { Autointel } from '../../../app/open-autointel.ts'
import { type CostProvider, costProviders } from '../../../llm/provider-costs/provider-costs.ts'
import { ProviderCostsError } from '../../../llm/provider-costs/provider-costs-error.ts'
import type { DateRange, ToldCosts } from '../../../llm/provider-costs/told-costs.ts'
import { providerNames, recogniserNames } from '../../../llm/provider-names.ts'
import { searchProvider } from '../../../pricing/search-prices.ts'

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
  /** The path of an export, instead of what the provider says. */
  readonly csv: string | undefined
}

export type Bill = ToldCosts & {
  /** Rows of a file that are of other days or providers. */
  readonly leftOut?: number
}

/** @throws {ProviderCostsError} */
export async function billOf(
  { provider, range, keys, csv }: BillRequest,
  { costs, config }: Pick<Autointel, 'costs' | 'config'>,
): Promise<Bill> {
  if (csv !== undefined) {
    const { costsInFile } = await import('../../../llm/provider-costs/costs-file.ts')
    const { dollarRates: rates } = config
    return { ...costsInFile(await textOf(csv), { file: csv, provider, range, rates }), uses: [] }
  }
  const asked = costProviders.find((name) => name === provider) ?? routerAt(provider, config)
  if (!asked) throw new ProviderCostsError('no_endpoint', provider, '')
  return costs(asked, { range, keys })
}

/** A server that calls itself compatible may be OpenRouter. */
function routerAt(provider: string, { providers }: Autointel['config']): CostProvider | undefined {
  const { baseUrl } = providers.compatible ?? {}
  const isRouter = baseUrl !== undefined && /(?:^|\.)openrouter\.ai$/.test(new URL(baseUrl).hostname)
  return provider === 'compatible' && isRouter ? 'openrouter' : undefined
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new ProviderCostsError('file_unreadable', file, detail, { cause })
  }
}
