import { REMOTE_DATA_JSON_URL } from '@pydantic/genai-prices'
import type { ModelId } from './model-id.ts'
import { formatModelId, parseModelId } from './model-id.ts'
import { type OverrideWarning, overrideWarnings } from './override-warnings.ts'
import { loadPriceOverrides, noOverrides, type PriceOverrides } from './overrides.ts'
import type { Price } from './price.ts'
import { isFree } from './price.ts'
import type { PriceAnswer, UnpricedPolicy } from './price-answer.ts'
import { answerFor } from './price-answer.ts'
import { type Addresses, PriceBook } from './price-book.ts'
import type { PriceChange } from './price-changes.ts'
import { priceChanges } from './price-changes.ts'
import { loadBundledPrices } from './price-data.ts'
import type { PriceShelf } from './price-shelf.ts'
import type { PriceSource, ServedModel } from './price-source.ts'
import { type PriceTable, priceTable } from './price-table.ts'
import { withRecognisers } from './recogniser-prices.ts'
import type { DownloadOptions, RefreshProblem } from './renew-prices.ts'
import { keptData, newerOf, renewData, renewOverrides } from './renew-prices.ts'
import { readStoredPrices } from './stored-prices.ts'
import type { PriceWarning } from './validate-prices.ts'
import { validatePrices } from './validate-prices.ts'

export const defaultPricesUrl = REMOTE_DATA_JSON_URL

export interface CatalogueOptions extends Addresses {
  /** The operator's price file; it is read again at each refresh. */
  readonly overridesFile?: string
  readonly unpriced: UnpricedPolicy
  readonly now: () => Date
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
  const { download, overridesFile } = options
  const stored = download?.shelf ? await readStoredPrices(download.shelf) : undefined
  const overrides = overridesFile ? await loadPriceOverrides(overridesFile) : noOverrides
  const at = options.now()
  // Read in its whole length when the first price is asked for: many commands ask for none.
  return new Catalogue(options, () => {
    const data = newerOf(bundled(), stored?.(), at)
    return new PriceBook(withRecognisers(data), overrides, options)
  })
}

/** What every model costs. Looking a price up does no I/O and is a lookup in a map after the first time. */
export class Catalogue implements PriceSource {
  readonly #options: CatalogueOptions
  readonly #openBook: () => PriceBook
  #opened: PriceBook | undefined
  #refreshing: Promise<RefreshResult> | undefined
  #stopRefreshing: (() => void) | undefined
  #abort = new AbortController()

  constructor(options: CatalogueOptions, openBook: () => PriceBook) {
    this.#options = options
    this.#openBook = openBook
  }

  get #book(): PriceBook {
    this.#opened ??= this.#openBook()
    return this.#opened
  }

  priceOf(model: ModelId, at = this.#options.now()): PriceAnswer {
    return this.#answer(model, this.#book.known(model, at), at)
  }

  priceUnlessFree(model: ModelId): PriceAnswer {
    const at = this.#options.now()
    const known = [this.#book.known(model, at), this.#book.published(model, at)]
    return this.#answer(
      model,
      known.find((price) => price !== undefined && !isFree(price.price)),
      at,
    )
  }

  servedModel(asked: ModelId, servedName: string): ServedModel {
    const at = this.#options.now()
    const served = this.#book.served(asked, servedName, at)
    if (typeof served === 'string') return { kind: served }
    const answer = this.#answer(asked, served, at)
    return answer.kind === 'priced' ? { kind: 'other', answer } : { kind: 'unknown' }
  }

  /** Changes whenever any price does. */
  get version(): string {
    return this.#book.version
  }

  /** How long ago the published prices were; the operator's own have their own dates. */
  ageMs(): number {
    return this.#options.now().getTime() - this.#book.data.updatedAt.getTime()
  }

  /** Every priced model at a moment, under the name it has in the data, the operator's prices over the published ones. */
  list(at = this.#options.now()): PriceTable {
    return tableOf(this.#book, at)
  }

  /** What is odd about the prices of these models. */
  validate(models: readonly ModelId[]): readonly PriceWarning[] {
    const at = this.#options.now()
    const known = models.flatMap((model): [string, Price][] => {
      const known = this.#book.known(model, at)
      const isFreeHere = known?.isLoopback && isFree(known.price)
      return known && !isFreeHere ? [[formatModelId(model), known.price]] : []
    })
    return validatePrices(new Map(known), at)
  }

  /** What is odd about the operator's price file, or about another one. @param configured models that settings name. */
  ownPriceWarnings(configured: readonly ModelId[], other?: PriceOverrides): readonly OverrideWarning[] {
    const book = other ? new PriceBook(this.#book.data, other, this.#options) : this.#book
    return overrideWarnings(book, configured, this.#options.now())
  }

  /** Reads the operator's file again and downloads published prices. Calls made meanwhile share one refresh. */
  refresh(): Promise<RefreshResult> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined
    })
    return this.#refreshing
  }

  /** What {@link refresh} would change, and what would keep it from that; nothing is changed, kept or audited. */
  async preview(): Promise<RefreshResult> {
    const { changes, problems } = await this.#renewed(undefined)
    return { changes, problems }
  }

  /** Every rate of the operator's that is not the published one of the model, which stands before it. */
  ownDifferences(): readonly PriceChange[] {
    const at = this.#options.now()
    const { prices } = this.#book.overrides
    const published = [...prices.keys()].flatMap((model): [string, Price][] => {
      const id = parseModelId(model)
      const price = id && this.#book.published(id, at)?.price
      return price ? [[model, price]] : []
    })
    return priceChanges(new Map(published), prices)
  }

  /**
   * Refreshes every so many hours until stopped, and now if the prices are older than that. Of several processes one does; the others take
   * what it has kept, every hour. Keeps no process alive.
   */
  start(): void {
    const { download } = this.#options
    // Reads the lists before any call has to wait for that.
    const ageMs = this.ageMs()
    if (!download || this.#stopRefreshing) return
    const everyMs = download.everyHours * 60 * 60 * 1_000
    const atMostMs = Math.min(everyMs, longestTimerMs)
    const { isOurs } = download
    const refresh = async () => {
      if (isOurs && !(await isOurs())) return this.#takeKept()
      for (const problem of (await this.refresh()).problems) this.#options.onProblem?.(problem)
    }
    const endings = [download.timers.every(atMostMs, () => this.#inBackground(refresh))]
    if (isOurs)
      endings.push(
        download.timers.every(Math.min(atMostMs, hourMs), () =>
          this.#inBackground(async () => {
            if (!(await isOurs())) await this.#takeKept()
          }),
        ),
      )
    this.#stopRefreshing = () => {
      for (const end of endings) end()
    }
    if (ageMs >= everyMs) this.#inBackground(refresh)
  }

  /** Ends the timer and breaks a download off; resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#stopRefreshing?.()
    this.#stopRefreshing = undefined
    this.#abort.abort()
    await this.#refreshing?.catch(() => undefined)
    this.#abort = new AbortController()
  }

  #answer(model: ModelId, known: Parameters<typeof answerFor>[1], at: Date): PriceAnswer {
    const { unpriced } = this.#options
    return answerFor(model, known, unpriced, () => this.#book.fallback(model.provider, at))
  }

  async #refresh(): Promise<RefreshResult> {
    const { book, changes, problems } = await this.#renewed(this.#options.download?.shelf)
    this.#opened = book
    if (changes.length > 0) await this.#options.onChange?.(changes)
    return { changes, problems }
  }

  /** Another process has audited what has changed. */
  async #takeKept(): Promise<void> {
    const { download, overridesFile, now, onProblem } = this.#options
    if (!download?.shelf) return
    const before = this.#book
    const overrides = await renewOverrides(before.overrides, overridesFile)
    const data = await keptData(before.data, download.shelf, now())
    for (const problem of overrides.problems) onProblem?.(problem)
    this.#opened = new PriceBook(withRecognisers(data), overrides.value, this.#options)
  }

  /** @param shelf where a download is kept; undefined: nowhere */
  async #renewed(shelf: PriceShelf | undefined): Promise<RefreshResult & { readonly book: PriceBook }> {
    const { download, overridesFile, now } = this.#options
    const at = now()
    const before = this.#book
    const overrides = await renewOverrides(before.overrides, overridesFile)
    const published = await renewData(before.data, download, shelf, this.#abort.signal, at)
    const book = new PriceBook(withRecognisers(published.value), overrides.value, this.#options)
    const changes = priceChanges(tableOf(before, at), tableOf(book, at))
    return { book, changes, problems: [...overrides.problems, ...published.problems] }
  }

  async #inBackground(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (cause) {
      this.#options.onProblem?.({ kind: 'unexpected', cause })
    }
  }
}

const hourMs = 3_600_000
/** Node fires a longer timer at once. */
const longestTimerMs = 2 ** 31 - 1

function tableOf({ data, overrides }: PriceBook, at: Date): PriceTable {
  return new Map([...priceTable(data, at), ...overrides.prices])
}
