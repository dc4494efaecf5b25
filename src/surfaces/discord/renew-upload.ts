import type { REST } from '@discordjs/rest'
import type { Logger } from 'pino'
import type { RenewLocation } from '../../sources/renewing-reader.ts'

/** So long an address has to be good for its file to be fetched. */
const leastLifeMs = 60_000

export interface UploadRenewalOptions {
  readonly rest: REST
  readonly log: Logger
  /** Epoch milliseconds. */
  readonly now: () => number
}

/**
 * Asks Discord for another address of a file that a member has given, when its signature is over. When it gives none, the old address
 * stays, and fetching it says what is wrong.
 */
export function uploadRenewal({ rest, log, now }: UploadRenewalOptions): RenewLocation {
  return async (location, signal) => {
    // Whether somebody may have the file behind a link is another question.
    if (location.kind !== 'attachment') return location
    const { attachment } = location
    const endsAtMs = endOf(attachment.url)
    if (endsAtMs === undefined || endsAtMs > now() + leastLifeMs) return location
    try {
      const url = (await signedAnew(attachment.url, rest, signal)) ?? attachment.url
      return { ...location, attachment: { ...attachment, url } }
    } catch (error) {
      signal?.throwIfAborted()
      log.warn({ err: error }, 'the address of an upload could not be renewed')
      return location
    }
  }
}

/**
 * When the signature of an upload's address is over, in epoch milliseconds; undefined for all else
 * (https://docs.discord.com/developers/reference#signed-attachment-cdn-urls, 2026-11).
 */
function endOf(address: string): number | undefined {
  const seconds = Number.parseInt(URL.parse(address)?.searchParams.get('ex') ?? '', 16)
  return Number.isNaN(seconds) ? undefined : seconds * 1_000
}

/** Another address of the same upload; undefined when Discord gives none. @throws what Discord answered */
export async function signedAnew(
  address: string,
  rest: REST,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const body = { attachment_urls: [address] }
  const answer = await rest.post('/attachments/refresh-urls', { body, ...(signal && { signal }) })
  const { refreshed_urls: urls } = answer as { readonly refreshed_urls?: readonly { refreshed?: string }[] }
  return urls?.[0]?.refreshed
}
