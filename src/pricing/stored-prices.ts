import { z } from 'zod'
import { type ParsedPriceData, parsePriceData } from './price-data.ts'
import type { PriceShelf } from './price-shelf.ts'

const storedPrices = z.object({ downloadedAt: z.iso.datetime(), published: z.unknown() })

export type StoredPrices = ParsedPriceData & { readonly kind: 'parsed' }

/** The last good download that was kept, to be parsed when it is needed; undefined when there is none that can be used. */
export async function readStoredPrices(shelf: PriceShelf): Promise<() => StoredPrices | undefined> {
  const text = await shelf.read()
  return () => {
    try {
      const { downloadedAt, published } = storedPrices.parse(JSON.parse(text))
      const parsed = parsePriceData(published, new Date(downloadedAt))
      return parsed.kind === 'parsed' ? parsed : undefined
    } catch {
      return undefined
    }
  }
}

/** Keeps a download for the next start. */
export function writeStoredPrices(shelf: PriceShelf, published: unknown, downloadedAt: Date): Promise<void> {
  return shelf.write(JSON.stringify({ downloadedAt: downloadedAt.toISOString(), published }))
}
