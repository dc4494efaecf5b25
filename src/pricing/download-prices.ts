import type { Timers } from '../time/timers.ts'
import type { PriceData, UnreadableModel } from './price-data.ts'
import { parsePriceData } from './price-data.ts'

export type Fetch = (url: string, init: { readonly signal: AbortSignal }) => Promise<Response>

export type DownloadFailure =
  | { readonly kind: 'unreachable'; readonly cause: unknown }
  | { readonly kind: 'http-status'; readonly status: number }
  | { readonly kind: 'too-large'; readonly limitBytes: number }
  | { readonly kind: 'not-json'; readonly cause: unknown }
  | { readonly kind: 'wrong-shape'; readonly where: string; readonly expected: string }
  | { readonly kind: 'no-providers' }

export type Download =
  | {
      readonly kind: 'downloaded'
      readonly data: PriceData
      readonly unreadable: readonly UnreadableModel[]
    }
  | { readonly kind: 'failed'; readonly failure: DownloadFailure }

/** The published data is under 1 MB. */
const downloadLimitBytes = 20_000_000
const downloadTimeoutMs = 30_000

/** Fetches published prices. Never throws: what went wrong is in the result. */
export async function downloadPrices(source: {
  readonly fetch: Fetch
  readonly url: string
  readonly timers: Timers
  readonly signal: AbortSignal
  readonly now: Date
}): Promise<Download> {
  const { fetch, url, timers, signal, now } = source
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, timers.after(downloadTimeoutMs)]),
    })
    if (!response.ok) {
      await response.body?.cancel()
      return failed({ kind: 'http-status', status: response.status })
    }
    const text = await readLimited(response)
    return text === undefined
      ? failed({ kind: 'too-large', limitBytes: downloadLimitBytes })
      : readPublished(text, now)
  } catch (cause) {
    return failed({ kind: 'unreachable', cause })
  }
}

async function readLimited(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > downloadLimitBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function readPublished(text: string, now: Date): Download {
  try {
    const published: unknown = JSON.parse(text)
    const parsed = parsePriceData(published, now)
    return parsed.kind === 'parsed' ? { ...parsed, kind: 'downloaded' } : failed(parsed)
  } catch (cause) {
    return failed({ kind: 'not-json', cause })
  }
}

function failed(failure: DownloadFailure): Download {
  return { kind: 'failed', failure }
}
