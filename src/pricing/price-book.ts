import { createHash } from 'node:crypto'
import { fallbackPriceOf } from './fallback-price.ts'
import type { FoundModel } from './find-model.ts'
import { datedPriceAt, findModel } from './find-model.ts'
import type { ModelId } from './model-id.ts'
import { formatModelId, localProvider } from './model-id.ts'
import { isVersionOf } from './model-version.ts'
import type { PriceOverrides } from './overrides.ts'
import type { Price } from './price.ts'
import { isFree, localPrice, scaledPrice } from './price.ts'
import type { KnownPrice } from './price-answer.ts'
import type { PriceData } from './price-data.ts'
import { searchPrice, searchProvider } from './search-prices.ts'
import { sellerAt } from './sellers.ts'

/** Where models are served from. */
export interface Addresses {
  /** The address that a provider's calls go to; undefined: its own. */
  readonly addressOf?: ((provider: string) => string | undefined) | undefined
  /** Whether a model is served from this machine's own address. */
  readonly isLoopback?: ((model: ModelId) => boolean) | undefined
}

/** The prices of one moment of the catalogue: published data, and the operator's own over it. Looking one up does no I/O. */
export class PriceBook {
  readonly data: PriceData
  readonly overrides: PriceOverrides
  readonly #addresses: Addresses
  readonly #found = new Map<string, FoundModel | undefined>()
  readonly #scaled = new Map<Price, Price>()
  readonly #fallbacks = new Map<string, Price>()
  #version: string | undefined

  constructor(data: PriceData, overrides: PriceOverrides, addresses: Addresses) {
    this.data = data
    this.overrides = overrides
    this.#addresses = addresses
  }

  /** What is known of a model's price. The provider `local`, and models at a loopback address that nobody sells, are free. */
  known(model: ModelId, at: Date): KnownPrice | undefined {
    const isLoopback = this.#addresses.isLoopback?.(model) ?? false
    const own = this.overrides.prices.get(formatModelId(model).toLowerCase())
    if (own) return { price: own, seller: this.#find(model)?.seller, sameNameOnly: false, isLoopback }
    if (model.provider === localProvider) return localOnly
    const search = model.provider === searchProvider ? searchPrice(model.model) : undefined
    if (search) return { price: search, seller: model.model, sameNameOnly: false, isLoopback: false }
    const published = isLoopback && hasLocalTag(model) ? undefined : this.published(model, at)
    if (published) return { ...published, isLoopback }
    return isLoopback ? localOnly : undefined
  }

  /** What is published of it, whatever the operator says. */
  published(model: ModelId, at: Date): KnownPrice | undefined {
    const found = this.#find(model)
    const price = found && datedPriceAt(found.entry, at).price
    if (!price) return undefined
    const { seller, sameNameOnly, times } = found
    return { price: times ? this.#scale(price, times) : price, seller, sameNameOnly, isLoopback: false }
  }

  /**
   * The price of the model that answered in place of the one that was asked, `same` when that is the same, by whatever name, and
   * `unknown` when nobody knows it. The operator's price of the asked model holds whoever answers, and what is free or unknown
   * itself cannot be told from another.
   */
  served(asked: ModelId, servedName: string, at: Date): KnownPrice | 'same' | 'unknown' {
    const served = { provider: asked.provider, model: servedName }
    const own = this.overrides.prices.get(formatModelId(served).toLowerCase())
    if (!own && this.overrides.prices.has(formatModelId(asked).toLowerCase())) return 'same'
    if (!own && this.#isSame(asked, served)) return 'same'
    const expected = this.known(asked, at)
    const known = this.known(served, at)
    if (known) return isFree(known.price) || known.price.version === expected?.price.version ? 'same' : known
    return expected && !isFree(expected.price) ? 'unknown' : 'same'
  }

  /** The price of a model of the provider that nobody knows. */
  fallback(provider: string, at: Date): Price {
    const address = this.#addresses.addressOf?.(provider)
    const seller = (address && sellerAt(this.data, address)?.provider.id) ?? provider
    const known = this.#fallbacks.get(seller)
    if (known) return known
    const price = fallbackPriceOf(this.data, seller, at)
    this.#fallbacks.set(seller, price)
    return price
  }

  /** Changes whenever any price does. */
  get version(): string {
    this.#version ??= this.#hash()
    return this.#version
  }

  #find(model: ModelId): FoundModel | undefined {
    const name = formatModelId(model).toLowerCase()
    if (!this.#found.has(name))
      this.#found.set(name, findModel(this.data, model, this.#addresses.addressOf?.(model.provider)))
    return this.#found.get(name)
  }

  /** `openai/gpt-4o` and `gpt-4o-2024-11-20` are the same entry, or the one is the other's name with something around it. */
  #isSame(asked: ModelId, served: ModelId): boolean {
    const entries = [this.#find(asked)?.entry, this.#find(served)?.entry]
    if (entries.every((entry) => entry !== undefined)) return entries[0] === entries[1]
    return isVersionOf(asked.model, served.model)
  }

  #scale(price: Price, times: NonNullable<FoundModel['times']>): Price {
    const known = this.#scaled.get(price)
    if (known) return known
    const scaled = scaledPrice(price, times)
    this.#scaled.set(price, scaled)
    return scaled
  }

  #hash(): string {
    const hash = createHash('sha256')
    for (const [name, { version }] of this.overrides.prices) hash.update(`${name} ${version}\n`)
    for (const { id, models } of this.data.providers)
      for (const { id: model, prices } of models)
        hash.update(`${id}:${model} ${prices.map(({ price }) => price?.version).join(' ')}\n`)
    return hash.digest('hex').slice(0, 12)
  }
}

const localOnly: KnownPrice = { price: localPrice, sameNameOnly: false, isLoopback: true }

/** Ollama's tags, which name a file on this machine: `deepseek-r1:8b`, `llama3:latest`. No seller has such names. */
function hasLocalTag({ model }: ModelId): boolean {
  return /:(?:latest|[\d.]+[bm]\b.*|.*q\d.*)$/i.test(model)
}
