import { lookup as dnsLookup } from 'node:dns/promises'
import { fileURLToPath } from 'node:url'
import type { buildConnector } from 'undici'
import type { Timers } from '../time/timers.ts'
import type { Workers } from '../workers/workers.ts'
import { chooseByDeclaration } from './extract/choose-kind.ts'
import type { RawDocument } from './extract/extractor.ts'
import { type PictureReading, readDocument } from './extract/read-document.ts'
import { tooLarge } from './fetch/fetch-failure.ts'
import type { Lookup } from './fetch/guarded-connector.ts'
import { createGuardedClient } from './fetch/guarded-fetch.ts'
import { documentFetches } from './fetch-documents.ts'
import type { Location } from './location.ts'
import { plainAddress } from './plain-address.ts'
import { type Asker, discordChannelIn, type PostedMessages } from './posted-messages.ts'
import { readFile } from './read-file.ts'
import { defaultReadLimits, type ReadLimits } from './read-limits.ts'
import { feedMatch, isFeed } from './sites/feeds/feed-site.ts'
import { readSite } from './sites/read-site.ts'
import type { SiteMatch } from './sites/site.ts'
import { createSiteContexts } from './sites/site-context.ts'
import { findSite } from './sites/sites.ts'
import type { Source } from './source.ts'
import { SourceError } from './source-error.ts'
import type { InstalledYtDlp } from './yt-dlp/installed-yt-dlp.ts'
import { createYtDlp } from './yt-dlp/yt-dlp.ts'

interface ReadOptions {
  readonly signal?: AbortSignal | undefined
  /** Told of each way to a source that led nowhere, where another did. */
  readonly onFall?: (fall: SourceError) => void
  /** Reads standard input to its end, for the location `-`. The bytes are taken over: do not use them afterwards. */
  readonly standardInput?: () => Promise<Uint8Array>
  /** For whom it is read: what people have posted is for those only who may see it. */
  readonly asker?: Asker
}

/**
 * Reads what is at a location, wherever that is.
 *
 * @example
 * ```ts
 * const { title, text, type } = await reader.read(location)
 * ```
 */
export interface SourceReader {
  /**
   * Turns a location into text and what is known about it.
   * @throws SourceError for everything that can be wrong with a source; the signal's reason when the caller aborted
   */
  read(location: Location, options?: ReadOptions): Promise<Source>
  /** Closes the connections; running fetches fail. */
  close(): Promise<void>
}

/**
 * @param options.allowHosts `host:port` entries that may be reached although private or on an unusual port; a malformed one throws TypeError
 */
export function createSourceReader(
  options: PictureReading & {
    readonly allowHosts: readonly string[]
    readonly lookup?: Lookup
    readonly limits?: Partial<ReadLimits>
    readonly timers: Timers
    /** Who turns bytes into text. */
    readonly workers: Workers
    readonly userAgent?: string
    /** An HTTP proxy that all web sources but those of `allowHosts` are fetched through. */
    readonly proxy?: URL | undefined
    /** Whether recordings can be turned into text: without, those of sites are not fetched. Default: no. */
    readonly hasTranscription?: boolean
    /** Where the program yt-dlp is; undefined: nowhere. */
    readonly ytDlp?: InstalledYtDlp | undefined
    /** Reads what people have posted on Discord. */
    readonly messages?: PostedMessages | undefined
    /** See `createGuardedClient`. */
    readonly connector?: buildConnector.connector | undefined
  },
): SourceReader {
  const { timers, workers, ocrLanguages, keepsPictures } = options
  const pictures = { ocrLanguages, keepsPictures }
  const limits = { ...defaultReadLimits, ...options.limits }
  const client = createGuardedClient({
    allowHosts: options.allowHosts,
    lookup: options.lookup ?? ((hostname) => dnsLookup(hostname, { all: true })),
    limits,
    timers,
    userAgent: options.userAgent ?? 'Autointel/0.1',
    proxy: options.proxy,
    connector: options.connector,
  })
  const { fetchDocument, fetchAttachment } = documentFetches(client, limits)
  const { openProxy } = client
  const siteContext = createSiteContexts({
    client,
    limits,
    workers,
    hasTranscription: options.hasTranscription ?? false,
    ytDlp: options.ytDlp && createYtDlp({ ...options.ytDlp, limits, timers, openProxy }),
    messages: options.messages,
    pictures,
    fetchDocument,
  })

  async function acquire(
    location: Location,
    { signal, standardInput }: ReadOptions,
    onRedirect: (url: URL) => void,
  ): Promise<RawDocument> {
    const { address, identity } = location
    switch (location.kind) {
      case 'web':
        return fetchDocument(toPlain(address), { signal, location: address, onRedirect })
      case 'file':
        return readLocalDocument(address, identity, { limits, signal })
      case 'standard_input':
        return readStandardInput(address, standardInput, limits.localMediaBytes)
      case 'attachment':
        return fetchAttachment(location.attachment, signal)
      default:
        return location satisfies never
    }
  }

  return {
    async read(location, readOptions = {}) {
      const { signal, asker, onFall } = readOptions
      signal?.throwIfAborted()
      const site = location.kind === 'web' ? findSite(toPlain(location.address)) : undefined
      const context = siteContext({ location: location.address, signal, asker, onFall })
      if (site !== undefined) return readSite(site, context)
      const found = await siteOrDocument(location, (onRedirect) => acquire(location, readOptions, onRedirect))
      if (found.site) return readSite(found.site, context)
      const { document } = found
      if (location.kind === 'web' && isFeed(document)) return readSite(feedMatch(document), context)
      return readDocument(document, { limits, workers, signal, ...pictures })
    },
    close: () => client.close(),
  }
}

type Found =
  | { readonly site: SiteMatch; readonly document?: never }
  | { readonly site?: never; readonly document: RawDocument }

/** Short links lead to sites that are read in ways of their own. What is on Discord is read for who names it, and for nobody else. */
async function siteOrDocument(
  { address }: Location,
  acquire: (onRedirect: (url: URL) => void) => Promise<RawDocument>,
): Promise<Found> {
  let site: SiteMatch | undefined
  const onRedirect = ({ href }: URL): void => {
    site = discordChannelIn(href) === undefined ? findSite(href) : undefined
    if (site) throw new SourceError({ reason: 'unreachable', values: {} }, address)
  }
  try {
    return { document: await acquire(onRedirect) }
  } catch (error) {
    if (site) return { site }
    throw error
  }
}

async function readLocalDocument(
  location: string,
  url: string,
  { limits, signal }: { readonly limits: ReadLimits; readonly signal?: AbortSignal | undefined },
): Promise<RawDocument> {
  const isMedia = chooseByDeclaration({ location, url })?.isMedia ?? false
  const ceilingBytes = isMedia ? limits.localMediaBytes : limits.documentBytes
  return { location, url, bytes: await readFile(fileURLToPath(url), { location, ceilingBytes, signal }) }
}

function toPlain(address: string): string {
  const url = URL.parse(address)
  return url === null ? address : plainAddress(url).href
}

async function readStandardInput(
  location: string,
  standardInput: (() => Promise<Uint8Array>) | undefined,
  ceilingBytes: number,
): Promise<RawDocument> {
  if (standardInput === undefined)
    throw new SourceError({ reason: 'no_standard_input', values: {} }, location)
  const bytes = await standardInput()
  if (bytes.byteLength > ceilingBytes) throw tooLarge(location, ceilingBytes)
  return { location, bytes }
}
