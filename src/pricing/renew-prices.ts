import type { Timers } from '../time/timers.ts'
import type { DownloadFailure, Fetch } from './download-prices.ts'
import { downloadPrices } from './download-prices.ts'
import type { PriceOverrides } from './overrides.ts'
import { loadPriceOverrides } from './overrides.ts'
import type { ImplausibleData } from './price-changes.ts'
import { findImplausible } from './price-changes.ts'
import type { PriceData } from './price-data.ts'
import { PriceOverridesError } from './price-overrides-error.ts'
import { priceTable } from './price-table.ts'
import { writeStoredPrices } from './stored-prices.ts'

export interface DownloadOptions {
  readonly fetch: Fetch
  readonly url: string
  /** Of the downloads' times, and of each one's limit. */
  readonly timers: Timers
  readonly everyHours: number
  /** Where the last good download is kept for the next start. */
  readonly storedFile?: string
}

/** Why something could not be renewed. With `not-stored` the new prices hold, but only until the process ends. */
export type RefreshProblem =
  | DownloadFailure
  | ImplausibleData
  | { readonly kind: 'overrides'; readonly error: PriceOverridesError }
  | { readonly kind: 'not-stored'; readonly file: string; readonly cause: unknown }
  | { readonly kind: 'unexpected'; readonly cause: unknown }

export interface Renewed<Value> {
  /** The new value, or the old one when a problem kept it. */
  readonly value: Value
  readonly problems: readonly RefreshProblem[]
}

/** Reads the operator's file again; a broken file leaves the prices that it had. */
export async function renewOverrides(
  current: PriceOverrides,
  file: string | undefined,
): Promise<Renewed<PriceOverrides>> {
  if (file === undefined) return { value: current, problems: [] }
  try {
    return { value: await loadPriceOverrides(file), problems: [] }
  } catch (error) {
    if (!(error instanceof PriceOverridesError)) throw error
    return { value: current, problems: [{ kind: 'overrides', error }] }
  }
}

/** Downloads published prices, and keeps them for the next start; a failed or implausible download leaves the current ones. */
export async function renewData(
  current: PriceData,
  download: DownloadOptions | undefined,
  signal: AbortSignal,
  now: Date,
): Promise<Renewed<PriceData>> {
  if (!download) return { value: current, problems: [] }
  const result = await downloadPrices({ ...download, signal, now })
  if (result.kind === 'failed') return { value: current, problems: [result.failure] }
  const implausible = findImplausible(priceTable(current, now), priceTable(result.data, now))
  if (implausible) return { value: current, problems: [implausible] }
  return { value: result.data, problems: await store(download.storedFile, result.published, now) }
}

async function store(
  file: string | undefined,
  published: unknown,
  now: Date,
): Promise<readonly RefreshProblem[]> {
  if (file === undefined) return []
  try {
    await writeStoredPrices(file, published, now)
    return []
  } catch (cause) {
    return [{ kind: 'not-stored', file, cause }]
  }
}
