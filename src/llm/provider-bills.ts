import { Decimal } from 'decimal.js'
import { z } from 'zod'
import type { Entry } from '../ledger/entry.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import { type NanoUsd, parseUsd } from '../money/nano-usd.ts'
import type { ProviderName, ProvidersSettings } from './provider-names.ts'

/** What a provider says that one call did cost. */
type ProviderBill =
  | { readonly kind: 'billed'; readonly amountNanoUsd: NanoUsd; readonly name: string }
  | { readonly kind: 'unknown_entry' }
  /** The provider has not told by what name to ask for the call: only OpenRouter does. */
  | { readonly kind: 'unnamed'; readonly entry: Entry }
  /** The provider does not know the call (yet). */
  | { readonly kind: 'not_found'; readonly name: string }
  /** The provider cannot be asked, or says something else. */
  | { readonly kind: 'failed'; readonly name: string; readonly detail: string }

export interface ProviderBills {
  /** @param signal ends the waiting. */
  of(entryId: string, signal?: AbortSignal): Promise<ProviderBill>
}

/**
 * `GET <base>/generation?id=`: with a key of the operator's own at the upstream provider the total is the router's fee alone.
 * https://openrouter.ai/docs/api-reference/get-a-generation (2026-11).
 */
const generationForm = z.object({
  data: z.object({
    total_cost: z.number().nonnegative(),
    is_byok: z.boolean().nullish(),
    upstream_inference_cost: z.number().nonnegative().nullish(),
  }),
})

const longestDetail = 200

/** Asks providers for single calls, at the addresses and with the keys that are in force now. */
export function createProviderBills(options: {
  readonly ledger: Pick<LedgerStore, 'namedCall'>
  readonly providers: ProvidersSettings
  readonly fetch?: typeof globalThis.fetch | undefined
}): ProviderBills {
  const { ledger, providers, fetch = globalThis.fetch } = options
  return {
    async of(entryId, signal) {
      const call = await ledger.namedCall(entryId)
      if (!call || call.entry.kind === 'reversal') return { kind: 'unknown_entry' }
      const { entry, name } = call
      const { baseUrl, apiKey } = providers[entry.provider as ProviderName] ?? {}
      if (name === undefined || baseUrl === undefined) return { kind: 'unnamed', entry }
      const url = `${baseUrl.replace(/\/+$/, '')}/generation?id=${encodeURIComponent(name)}`
      const headers = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }
      try {
        const response = await fetch(url, { headers, redirect: 'manual', ...(signal && { signal }) })
        if (response.status === 404) return { kind: 'not_found', name }
        if (!response.ok) return { kind: 'failed', name, detail: String(response.status) }
        return billIn(await response.text(), name)
      } catch (error) {
        signal?.throwIfAborted()
        return { kind: 'failed', name, detail: String(error).slice(0, longestDetail) }
      }
    },
  }
}

function billIn(text: string, name: string): ProviderBill {
  const parsed = generationForm.safeParse(jsonIn(text))
  if (!parsed.success) return { kind: 'failed', name, detail: text.slice(0, longestDetail) }
  const { total_cost: total, is_byok: isOwnKey, upstream_inference_cost: upstream } = parsed.data.data
  const cost = new Decimal(total).plus(isOwnKey ? (upstream ?? 0) : 0)
  return { kind: 'billed', amountNanoUsd: parseUsd(cost.toFixed()), name }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // No JSON: it tells nothing, and is shown as it is.
    return undefined
  }
}
