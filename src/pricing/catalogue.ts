import { createHash } from 'node:crypto'
import { REMOTE_DATA_JSON_URL } from '@pydantic/genai-prices'
import type { FoundModel } from './find-model.ts'
import { datedPriceAt, findModel } from './find-model.ts'
import type { ModelId } from './model-id.ts'
import { formatModelId } from './model-id.ts'
import type { PriceOverrides } from './overrides.ts'
import { loadPriceOverrides } from './overrides.ts'
import type { Price } from './price.ts'
import { localPrice } from './price.ts'
import type { KnownPrice, PriceAnswer, UnpricedPolicy } from './price-answer.ts'
import { answerFor } from './price-answer.ts'
import type { PriceChange, PriceTable } from './price-changes.ts'
import { priceChanges } from './price-changes.ts'
import type { PriceData } from './price-data.ts'
import { loadBundledPrices } from './price-data.ts'
import { priceTable } from './price-table.ts'
import type { DownloadOptions, RefreshProblem } from './renew-prices.ts'
import { renewData, renewOverrides } from './renew-prices.ts'
import { readStoredPrices } from './stored-prices.ts'
import type { PriceWarning } from './validate-prices.ts'
import { validatePrices } from './validate-prices.ts'

export const defaultPricesUrl = REMOTE_DATA_JSON_URL

export interface CatalogueOptions {
  /** The operator's price file; it is read again at each refresh. */
  readonly overridesFile?: string
  readonly unpriced: UnpricedPolicy
  readonly now: () => Date
  /** Whether a model runs on the operator's own machine and costs nothing. The provider `local` always does. */
  readonly isLocal?: (model: ModelId) => boolean
  /** Without it the bundled prices stay as they are. */
  readonly download?: DownloadOptions
  /** Sees each change of a price, to be audited; refreshing waits for it. */
  readonly onChange?: (changes: readonly PriceChange[]) => void | Promise<void>
  /** Sees what went wrong in refreshes that the timer started. */
  readonly onProblem?: (problem: RefreshProblem) => void
}

export interface RefreshResult {
  readonly changes: readonly PriceChange[]
  /** Not empty: what could not be renewed stays as it was. */
  readonly problems: readonly RefreshProblem[]
}

/**
 * Opens the catalogue: the operator's prices over the newer of the bundled and the last downloaded ones.
 *
 * @throws {PriceOverridesError} when the operator's file cannot be used.
 */
export async function createCatalogue(options: CatalogueOptions): Promise<Catalogue> {
  const bundled = await loadBundledPrices()
  const stored = options.download?.storedFile && (await readStoredPrices(options.download.storedFile))
  const overrides = options.overridesFile ? await loadPriceOverrides(options.overridesFile) : new Map()
  return new Catalogue(options, stored && stored.updatedAt > bundled.updatedAt ? stored : bundled, overrides)
}

/** What every model costs. Looking a price up does no I/O and is a lookup in a map after the first time. */
export class Catalogue {
  readonly #options: CatalogueOptions
  readonly #found = new Map<string, FoundModel | undefined>()
  #data: PriceData
  #overrides: PriceOverrides
  #version: string | undefined
  #refreshing: Promise<RefreshResult> | undefined
  #stopRefreshing: (() => void) | undefined
  #abort = new AbortController()

  constructor(options: CatalogueOptions, data: PriceData, overrides: PriceOverrides) {
    this.#options = options
    this.#data = data
    this.#overrides = overrides
  }

  /** What a call at `at` (default: now) is booked at. */
  priceOf(model: ModelId, at = this.#options.now()): PriceAnswer {
    return answerFor(model, this.#known(model, at), this.#options.unpriced)
  }

  /** Changes whenever any price does. */
  get version(): string {
    this.#version ??= versionOf(this.#data, this.#overrides)
    return this.#version
  }

  /** How long ago the published prices were; the operator's own have their own dates. */
  ageMs(): number {
    return this.#options.now().getTime() - this.#data.updatedAt.getTime()
  }

  /** Every priced model at a moment, under the name it has in the data, the operator's prices over the published ones. */
  list(at = this.#options.now()): PriceTable {
    return new Map([...priceTable(this.#data, at), ...this.#overrides])
  }

  /** What is odd about the prices of these models. */
  validate(models: readonly ModelId[]): readonly PriceWarning[] {
    const at = this.#options.now()
    const known = models.flatMap((model): [string, Price][] => {
      const price = this.#known(model, at)?.price
      return price ? [[formatModelId(model), price]] : []
    })
    return validatePrices(new Map(known), at)
  }

  /** Reads the operator's file again and downloads published prices. Calls made meanwhile share one refresh. */
  refresh(): Promise<RefreshResult> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined
    })
    return this.#refreshing
  }

  /** Refreshes every so many hours until stopped, and now if the prices are older than that. Keeps no process alive. */
  start(): void {
    const { download } = this.#options
    if (!download || this.#stopRefreshing) return
    const everyMs = download.everyHours * 60 * 60 * 1_000
    const atMostMs = Math.min(everyMs, longestTimerMs)
    this.#stopRefreshing = download.timers.every(atMostMs, () => this.#refreshInBackground())
    if (this.ageMs() >= everyMs) this.#refreshInBackground()
  }

  /** Ends the timer and breaks a download off; resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#stopRefreshing?.()
    this.#stopRefreshing = undefined
    this.#abort.abort()
    await this.#refreshing?.catch(() => undefined)
    this.#abort = new AbortController()
  }

  #known(model: ModelId, at: Date): KnownPrice | undefined {
    const name = formatModelId(model).toLowerCase()
    const override = this.#overrides.get(name)
    if (override) return { price: override, sameNameOnly: false }
    if (model.provider === 'local' || this.#options.isLocal?.(model))
      return { price: localPrice, sameNameOnly: false }
    if (!this.#found.has(name)) this.#found.set(name, findModel(this.#data, model))
    const found = this.#found.get(name)
    const price = found && datedPriceAt(found.entry, at).price
    return price && { price, sameNameOnly: found.sameNameOnly }
  }

  async #refresh(): Promise<RefreshResult> {
    const { download, overridesFile, now, onChange } = this.#options
    const at = now()
    const before = this.list(at)
    const overrides = await renewOverrides(this.#overrides, overridesFile)
    const published = await renewData(this.#data, download, this.#abort.signal, at)
    this.#overrides = overrides.value
    this.#data = published.value
    this.#found.clear()
    this.#version = undefined
    const changes = priceChanges(before, this.list(at))
    if (changes.length > 0) await onChange?.(changes)
    return { changes, problems: [...overrides.problems, ...published.problems] }
  }

  async #refreshInBackground(): Promise<void> {
    const { onProblem } = this.#options
    try {
      const { problems } = await this.refresh()
      for (const problem of problems) onProblem?.(problem)
    } catch (cause) {
      onProblem?.({ kind: 'unexpected', cause })
    }
  }
}

/** Node fires a longer timer at once. */
const longestTimerMs = 2 ** 31 - 1

function versionOf(data: PriceData, overrides: PriceOverrides): string {
  const hash = createHash('sha256')
  for (const [name, { version }] of overrides) hash.update(`${name} ${version}\n`)
  for (const { id, models } of data.providers)
    for (const { id: model, prices } of models)
      hash.update(`${id}:${model} ${prices.map(({ price }) => price?.version).join(' ')}\n`)
  return hash.digest('hex').slice(0, 12)
}
