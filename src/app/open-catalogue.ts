import type { Leadership } from '../fleet/leadership.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import { addressOf } from '../llm/provider-names.ts'
import { type Catalogue, createCatalogue, defaultPricesUrl } from '../pricing/catalogue.ts'
import type { PriceChange } from '../pricing/price-changes.ts'
import type { PriceShelf } from '../pricing/price-shelf.ts'
import type { RefreshProblem } from '../pricing/renew-prices.ts'
import type { Timers } from '../time/timers.ts'
import type { Config } from './config.ts'
import { isLoopbackModel } from './loopback-model.ts'

export interface CatalogueParts {
  readonly ledger: Pick<LedgerStore, 'audit'>
  /** Of several processes one downloads. */
  readonly leadership: Leadership
  /** Where the others find what it has downloaded. */
  readonly priceShelf: PriceShelf
  readonly now: () => number
  readonly timers: Timers
  readonly onProblem: ((problem: RefreshProblem) => void) | undefined
}

/**
 * Opens the prices as the settings have them; each change of one is audited in the ledger.
 *
 * @throws {PriceOverridesError}
 */
export function openCatalogue(config: Config, parts: CatalogueParts): Promise<Catalogue> {
  const { ledger, leadership, now, timers, onProblem } = parts
  const audit = ({ model, field, before, after }: PriceChange) =>
    ledger.audit({
      atMs: now(),
      by: 'catalogue',
      action: 'price.changed',
      subject: model,
      detail: { field, before: before ?? null, after: after ?? null },
    })
  return createCatalogue({
    unpriced: config.unpricedModels,
    now: () => new Date(now()),
    addressOf: (provider) => addressOf(provider, config.providers),
    isLoopback: (model) => isLoopbackModel(model, config.providers),
    ...(config.pricesFile && { overridesFile: config.pricesFile }),
    ...(config.pricesRefreshHours > 0 && {
      download: {
        fetch: (url: string, init: { readonly signal: AbortSignal }) => fetch(url, init),
        url: config.pricesUrl ?? defaultPricesUrl,
        timers,
        everyHours: config.pricesRefreshHours,
        shelf: parts.priceShelf,
        isOurs: () => leadership.leads('refresh_prices'),
      },
    }),
    onChange: async (changes) => {
      for (const change of changes) await audit(change)
    },
    ...(onProblem && { onProblem }),
  })
}
