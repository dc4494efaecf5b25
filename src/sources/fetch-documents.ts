import { chooseByDeclaration } from './extract/choose-kind.ts'
import type { DocumentKind } from './extract/document-kinds.ts'
import type { RawDocument } from './extract/extractor.ts'
import { type ContentType, parseContentType } from './fetch/content-type.ts'
import { tooLarge } from './fetch/fetch-failure.ts'
import type { BodyLimits, GuardedClient } from './fetch/guarded-fetch.ts'
import type { AttachedFile } from './location.ts'
import type { ReadLimits } from './read-limits.ts'

export interface DocumentFetches {
  /**
   * @param options.location what errors call it; default: the address
   * @param options.onRedirect see `GuardedClient.fetch`
   * @throws {SourceError} as a fetch does; `unsupported_type` for a declared type that is not read
   */
  fetchDocument(
    address: string,
    options?: {
      readonly signal?: AbortSignal | undefined
      readonly location?: string
      readonly onRedirect?: (url: URL) => void
    },
  ): Promise<RawDocument>
  /**
   * Known by its name, for its address is signed and goes stale: that is neither kept nor shown.
   * @throws {SourceError}
   */
  fetchAttachment(attachment: AttachedFile, signal?: AbortSignal): Promise<RawDocument>
}

/** Fetches what is to be read; how much of it is taken depends on what it is. */
export function documentFetches(client: GuardedClient, limits: ReadLimits): DocumentFetches {
  return {
    async fetchDocument(address, { signal, location = address, onRedirect } = {}) {
      const { url, ...body } = await client.fetch(address, {
        location,
        signal,
        onRedirect,
        admit: (head) => bodyLimits(chooseByDeclaration({ ...head, location, url: head.url.href }), limits),
      })
      return { location, url: url.href, ...body }
    },

    async fetchAttachment({ name, url, mediaType, sizeBytes }, signal) {
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
    },
  }
}

function bodyLimits(kind: DocumentKind | undefined, limits: ReadLimits): BodyLimits {
  return kind?.isMedia
    ? {
        wireBytes: limits.remoteMediaBytes,
        decodedBytes: limits.remoteMediaBytes,
        timeMs: limits.mediaTimeMs,
      }
    : { wireBytes: limits.documentBytes, decodedBytes: limits.decodedBytes }
}
