import type { REST } from '@discordjs/rest'
import type { Logger } from 'pino'
import type { Location } from '../../sources/location.ts'
import type { RenewLocation } from '../../sources/renewing-reader.ts'

/** https://docs.discord.com/developers/reference#signed-attachment-cdn-urls (2026-11) */
const uploadHosts = ['cdn.discordapp.com', 'media.discordapp.net']
const uploadPath = /^\/(?:ephemeral-)?attachments\//
/** So long an address has to be good for its file to be fetched. */
const leastLifeMs = 60_000

export interface UploadRenewalOptions {
  readonly rest: REST
  readonly log: Logger
  /** Epoch milliseconds. */
  readonly now: () => number
}

/**
 * Asks Discord for another address of an upload whose signature is over. When it gives none, the old address stays, and fetching it
 * says what is wrong.
 */
export function uploadRenewal({ rest, log, now }: UploadRenewalOptions): RenewLocation {
  return async (location, signal) => {
    const address = location.kind === 'attachment' ? location.attachment.url : location.address
    const endsAtMs = endOf(location, address)
    if (endsAtMs === undefined || endsAtMs > now() + leastLifeMs) return location
    try {
      const body = { attachment_urls: [address] }
      const answer = await rest.post('/attachments/refresh-urls', { body, ...(signal && { signal }) })
      return withAddress(location, refreshedIn(answer) ?? address)
    } catch (error) {
      signal?.throwIfAborted()
      log.warn({ err: error }, 'the address of an upload could not be renewed')
      return location
    }
  }
}

/** When the signature of an upload's address is over, in epoch milliseconds; undefined for all else. */
function endOf({ kind }: Location, address: string): number | undefined {
  const url = kind === 'attachment' || kind === 'web' ? URL.parse(address) : null
  if (!url || !uploadPath.test(url.pathname)) return undefined
  if (kind === 'web' && !uploadHosts.includes(url.hostname)) return undefined
  const seconds = Number.parseInt(url.searchParams.get('ex') ?? '', 16)
  return Number.isNaN(seconds) ? undefined : seconds * 1_000
}

function refreshedIn(answer: unknown): string | undefined {
  const { refreshed_urls: urls } = answer as { readonly refreshed_urls?: readonly { refreshed?: string }[] }
  return urls?.[0]?.refreshed
}

function withAddress(location: Location, address: string): Location {
  return location.kind === 'attachment'
    ? { ...location, attachment: { ...location.attachment, url: address } }
    : { ...location, address }
}
