import { type Fraction, one } from './fraction.ts'
import type { PriceData, PricedProvider } from './price-data.ts'

/** Whose prices hold at an address. */
export interface Seller {
  readonly provider: PricedProvider
  /** What the region of the address does to the rates of a model. */
  timesFor(model: string): Fraction | undefined
}

/**
 * Addresses that the data does not tell apart, since they belong to a region of a seller.
 *
 * https://developers.openai.com/api/docs/guides/data-residency: 10 % more for models since 2026-03-05 (GPT-5.4);
 * https://docs.x.ai/developers/pricing: 10 % more in the United States (both 2026-11).
 */
const regions: readonly {
  readonly hosts: RegExp
  readonly seller: string
  /** Models without a surcharge. */
  readonly except: RegExp
  readonly times: Fraction
}[] = [
  {
    hosts: /^[a-z]{2}\.api\.openai\.com$/,
    seller: 'openai',
    except:
      /^(?:ft:)?(?:openai\/)?(?:gpt-(?:[34]|5(?![.-][4-9]))|o[134]|chatgpt|text-|whisper|tts|dall-e|omni-)/i,
    times: [11, 10],
  },
  { hosts: /^us(?:-[a-z]+-\d+)?\.api\.x\.ai$/, seller: 'x-ai', except: /^$/, times: [11, 10] },
  { hosts: /^[a-z]{2}(?:-[a-z]+-\d+)?\.api\.x\.ai$/, seller: 'x-ai', except: /./, times: one },
  { hosts: /^[a-z]{2}\.openrouter\.ai$/, seller: 'openrouter', except: /./, times: one },
]

/** Whose address it is; undefined for one that the data does not know, such as a proxy's. */
export function sellerAt({ providers }: PriceData, address: string): Seller | undefined {
  const url = new URL(address)
  const region = regions.find(({ hosts }) => hosts.test(url.hostname))
  const regional = region && providers.find(({ id }) => id === region.seller)
  if (region && regional)
    return { provider: regional, timesFor: (model) => (region.except.test(model) ? undefined : region.times) }
  const provider = providers.find(({ addresses }) => addresses?.test(url.href))
  return provider && { provider, timesFor: () => undefined }
}
