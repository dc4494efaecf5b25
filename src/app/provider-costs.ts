import type { CostProvider } from '../llm/provider-costs/provider-costs.ts'
import type { CostsQuestion, ToldCosts } from '../llm/provider-costs/told-costs.ts'
import type { Timers } from '../time/timers.ts'
import type { Config } from './config.ts'

/** What a provider charged. @throws {ProviderCostsError} */
export type AskForCosts = (provider: CostProvider, question: CostsQuestion) => Promise<ToldCosts>

/** Asks with the operator's keys, at the addresses that calls go to. */
export function costsAsker(
  { providers, adminKeys, dollarRates: rates }: Config,
  means: {
    readonly fetch?: typeof globalThis.fetch | undefined
    readonly timers: Timers
    readonly now: () => number
  },
): AskForCosts {
  return async (provider, question) => {
    const { askForCosts } = await import('../llm/provider-costs/provider-costs.ts')
    const { baseUrl } = providers[provider === 'openrouter' ? 'compatible' : provider] ?? {}
    const { fetch = globalThis.fetch, timers, now } = means
    return askForCosts(
      provider,
      question,
      { baseUrl, key: adminKeys[provider] },
      { fetch, timers, now, rates },
    )
  }
}
