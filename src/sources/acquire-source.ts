import { lookup as dnsLookup } from 'node:dns/promises'
import { fileURLToPath } from 'node:url'
import type { Timers } from '../time/timers.ts'
import type { Workers } from '../workers/workers.ts'
import { chooseByDeclaration } from './extract/choose-extractor.ts'
import type { Extractor, RawDocument } from './extract/extractor.ts'
import { readDocument } from './extract/read-document.ts'
import { type ContentType, parseContentType } from './fetch/content-type.ts'
import { tooLarge } from './fetch/fetch-failure.ts'
import type { Lookup } from './fetch/guarded-connector.ts'
import { type BodyLimits, createGuardedClient } from './fetch/guarded-fetch.ts'
import type { AttachedFile, Location } from './location.ts'
import { readFile } from './read-file.ts'
import { defaultReadLimits, type ReadLimits } from './read-limits.ts'
import type { Source } from './source.ts'
import { SourceError } from './source-error.ts'

interface ReadOptions {
  readonly signal?: AbortSignal | undefined
  /** Reads standard input to its end, for the location `-`. The bytes are taken over: do not use them afterwards. */
  readonly standardInput?: () => Promise<Uint8Array>
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
export function createSourceReader(options: {
  readonly allowHosts: readonly string[]
  readonly lookup?: Lookup
  readonly limits?: Partial<ReadLimits>
  readonly timers: Timers
  /** Who turns bytes into text. */
  readonly workers: Workers
  readonly userAgent?: string
  /** An HTTP proxy that all web sources but those of `allowHosts` are fetched through. */
  readonly proxy?: URL | undefined
}): SourceReader {
  const { timers, workers } = options
  const limits = { ...defaultReadLimits, ...options.limits }
  const client = createGuardedClient({
    allowHosts: options.allowHosts,
    lookup: options.lookup ?? ((hostname) => dnsLookup(hostname, { all: true })),
    limits,
    timers,
    userAgent: options.userAgent ?? 'Autointel/0.1',
    proxy: options.proxy,
  })

  async function fetchDocument(location: string, signal?: AbortSignal): Promise<RawDocument> {
    const { url, ...body } = await client.fetch(location, {
      signal,
      admit: (head) => bodyLimits(chooseByDeclaration({ ...head, location, url: head.url.href }), limits),
    })
    return { location, url: url.href, ...body }
  }

  /** Known by its name, for its address is signed and goes stale: that is neither kept nor shown. */
  async function fetchAttachment(
    { name, url, mediaType, sizeBytes }: AttachedFile,
    signal?: AbortSignal,
  ): Promise<RawDocument> {
    const limitsOf = (type: ContentType) =>
      bodyLimits(chooseByDeclaration({ location: name, ...type }), limits)
    const declared = parseContentType(mediaType)
    const { wireBytes } = limitsOf(declared)
    if (sizeBytes > wireBytes) throw tooLarge(name, wireBytes)
    const { url: _, ...body } = await client.fetch(url, {
      location: name,
      signal,
      admit: ({ url: _, ...head }) => limitsOf({ ...declared, ...head }),
    })
    return { location: name, ...declared, ...body }
  }

  async function readLocalDocument(
    location: string,
    url: string,
    signal?: AbortSignal,
  ): Promise<RawDocument> {
    const isMedia = chooseByDeclaration({ location, url })?.isMedia ?? false
    const ceilingBytes = isMedia ? limits.localMediaBytes : limits.documentBytes
    return { location, url, bytes: await readFile(fileURLToPath(url), { location, ceilingBytes, signal }) }
  }

  async function acquire(location: Location, { signal, standardInput }: ReadOptions): Promise<RawDocument> {
    const { address, identity } = location
    switch (location.kind) {
      case 'web':
        return fetchDocument(address, signal)
      case 'file':
        return readLocalDocument(address, identity, signal)
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
      const { signal } = readOptions
      signal?.throwIfAborted()
      const document = await acquire(location, readOptions)
      return readDocument(document, { limits, workers, signal })
    },
    close: () => client.close(),
  }
}

function bodyLimits(extractor: Extractor | undefined, limits: ReadLimits): BodyLimits {
  return extractor?.isMedia
    ? {
        wireBytes: limits.remoteMediaBytes,
        decodedBytes: limits.remoteMediaBytes,
        timeMs: limits.mediaTimeMs,
      }
    : { wireBytes: limits.documentBytes, decodedBytes: limits.decodedBytes }
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
