import { anthropicCosts } from './anthropic-costs.ts'
import { openAiCosts } from './openai-costs.ts'
import { openRouterCosts } from './openrouter-costs.ts'
import { ProviderCostsError } from './provider-costs-error.ts'
import type { CostMeans, CostsQuestion, ToldCosts } from './told-costs.ts'

/** Who can be asked what an account was charged. */
export const costProviders = ['openai', 'anthropic', 'openrouter'] as const
export type CostProvider = (typeof costProviders)[number]

/** Keys that may see costs: others than those that calls are made with. */
export type AdminKeys = Readonly<Record<CostProvider, string | undefined>>

/** Where each is without an address of the operator's, and the setting that has its key. */
const places = {
  openai: { usualUrl: 'https://api.openai.com/v1', setting: 'OPENAI_ADMIN_KEY', ask: openAiCosts },
  anthropic: {
    usualUrl: 'https://api.anthropic.com/v1',
    setting: 'ANTHROPIC_ADMIN_KEY',
    ask: anthropicCosts,
  },
  openrouter: {
    usualUrl: 'https://openrouter.ai/api/v1',
    setting: 'OPENROUTER_MANAGEMENT_KEY',
    ask: openRouterCosts,
  },
} as const

/**
 * What a provider charged, by its own endpoint for costs, at the address that its calls go to.
 *
 * @throws {ProviderCostsError}
 */
export function askForCosts(
  provider: CostProvider,
  question: CostsQuestion,
  { baseUrl, key }: { readonly baseUrl: string | undefined; readonly key: string | undefined },
  means: CostMeans,
): Promise<ToldCosts> {
  const { usualUrl, setting, ask } = places[provider]
  if (key === undefined) throw new ProviderCostsError('no_key', provider, setting)
  return ask(question, { baseUrl: baseUrl ?? usualUrl, key }, means)
}
