import type { Timers } from '../time/timers.ts'
import type { DownloadFailure, Fetch } from './download-prices.ts'
import { downloadPrices } from './download-prices.ts'
import { judgePrices, type LeftOutModel, publishedFrom } from './judge-prices.ts'
import type { PriceOverrides } from './overrides.ts'
import { loadPriceOverrides } from './overrides.ts'
import type { PriceData } from './price-data.ts'
import { PriceOverridesError } from './price-overrides-error.ts'
import type { PriceShelf } from './price-shelf.ts'
import { readStoredPrices, type StoredPrices, writeStoredPrices } from './stored-prices.ts'

export interface DownloadOptions {
  readonly fetch: Fetch
  readonly url: string
  /** Of the downloads' times, and of each one's limit. */
  readonly timers: Timers
  readonly everyHours: number
  /** Where the last good download is kept for the next start. */
  readonly shelf?: PriceShelf
  /** Whether it is this process that downloads; others take what it has kept. Default: it is. */
  readonly isOurs?: () => Promise<boolean>
}

/**
 * Why something could not be renewed. With `models-left-out` all other models are; with `not-stored` the new prices hold, but
 * only until the process ends.
 */
export type RefreshProblem =
  | DownloadFailure
  | { readonly kind: 'models-gone'; readonly before: number; readonly after: number }
  | { readonly kind: 'models-left-out'; readonly models: readonly LeftOutModel[] }
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

/**
 * Downloads published prices, and keeps them for the next start where there is a shelf for that. A failed download leaves the current ones; a model that cannot
 * be believed keeps its current price.
 */
export async function renewData(
  current: PriceData,
  download: DownloadOptions | undefined,
  shelf: PriceShelf | undefined,
  signal: AbortSignal,
  now: Date,
): Promise<Renewed<PriceData>> {
  if (!download) return { value: current, problems: [] }
  const result = await downloadPrices({ ...download, signal, now })
  if (result.kind === 'failed') return { value: current, problems: [result.failure] }
  const judged = judgePrices(current, result.data, result.unreadable, now)
  if (judged.kind === 'models-gone') return { value: current, problems: [judged] }
  const { data, leftOut } = judged
  const leftOutProblem: RefreshProblem[] =
    leftOut.length > 0 ? [{ kind: 'models-left-out', models: leftOut }] : []
  return { value: data, problems: [...leftOutProblem, ...(await store(shelf, data, now))] }
}

/** What another process has downloaded and kept since; the current prices where there is nothing newer. */
export async function keptData(current: PriceData, shelf: PriceShelf, now: Date): Promise<PriceData> {
  const stored = (await readStoredPrices(shelf))()
  return newerOf(current, stored, now)
}

/** What was stored is judged like what is downloaded: an older release may have kept what this one would not. */
export function newerOf(current: PriceData, stored: StoredPrices | undefined, now: Date): PriceData {
  if (!stored || stored.data.updatedAt <= current.updatedAt) return current
  const judged = judgePrices(current, stored.data, stored.unreadable, now)
  return judged.kind === 'taken' ? judged.data : current
}

async function store(
  shelf: PriceShelf | undefined,
  data: PriceData,
  now: Date,
): Promise<readonly RefreshProblem[]> {
  if (!shelf) return []
  try {
    await writeStoredPrices(shelf, publishedFrom(data), now)
    return []
  } catch (cause) {
    return [{ kind: 'not-stored', file: shelf.place, cause }]
  }
}
