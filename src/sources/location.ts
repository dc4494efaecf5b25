import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { findLinks } from './find-links.ts'
import { hideCredentials } from './name-location.ts'
import { plainAddress } from './plain-address.ts'
import { sourceAddress } from './source-address.ts'
import type { SourceProblem } from './source-error.ts'

const locationKinds = ['web', 'file', 'standard_input', 'attachment'] as const
type LocationKind = (typeof locationKinds)[number]

/** A file that somebody has sent along. */
export interface AttachedFile {
  /** As its sender called it. */
  readonly name: string
  /** Where it is fetched from: signed, and good for a day or so. Shown to nobody. */
  readonly url: string
  /** MIME type as declared, with its parameters; undefined when nothing was. */
  readonly mediaType?: string | undefined
  readonly sizeBytes: number
}

/**
 * What was given to be read. Made where it enters, by {@link parseLocation} or {@link locateAttachment}, and nowhere else.
 *
 * @example
 * ```ts
 * const parsed = parseLocation('Seen this? <https://www.example.org/a/?utm_source=chat>')
 * if (parsed.kind === 'location') {
 *   parsed.location.address // 'https://www.example.org/a/?utm_source=chat'
 *   parsed.location.identity // 'https://example.org/a'
 * }
 * ```
 */
export type Location = {
  /** As it is shown and stored: a web address with its scheme and without a password; a path as it was given; a name; `-`. */
  readonly address: string
  /**
   * The same for locations of the same thing, see {@link sourceAddress}; of files the whole path; of an attachment where it was
   * uploaded, without the signature; of standard input empty. Uploads of the same content are known by what was read of them.
   */
  readonly identity: string
} & (
  | { readonly kind: Exclude<LocationKind, 'attachment'> }
  | { readonly kind: 'attachment'; readonly attachment: AttachedFile }
)

/** Why something is no location. */
export type LocationProblem = Extract<
  SourceProblem,
  { reason: 'invalid_address' | 'too_many_links' | 'unsupported_scheme' | 'credentials_in_address' }
>

/** One place, or why it is none. */
export type ParsedPlace =
  | { readonly kind: 'location'; readonly location: Location }
  | { readonly kind: 'refused'; readonly problem: LocationProblem }

export type ParsedLocation =
  | ParsedPlace
  | {
      readonly kind: 'several'
      /** Two or more, each once, in their order. */
      readonly locations: readonly Location[]
    }

/** What the command line adds: files and standard input. */
export interface LocalFiles {
  readonly isFile: (path: string) => boolean
}

/** A scheme, but neither a Windows drive (`C:\notes.txt`) nor a host with its port (`example.com:8080`). */
const scheme = /^([a-z][a-z0-9+.-]+):(?!\d)/i
/** What is a path and nothing else. */
const plainPath = /^(?:[./~\\]|[a-z]:[\\/])/i

/**
 * Reads what somebody gave: an address, or a text with some in it. A password in it is refused before anybody keeps or shows it.
 *
 * @param files what may be read besides; undefined where strangers ask
 */
export function parseLocation(given: string, files?: LocalFiles): ParsedLocation {
  const text = given.trim()
  if (files && text === '-') return found(standardInput)
  if (files && /^file:/i.test(text)) return fileAtUrl(text)
  if (files && (plainPath.test(given) || files.isFile(given))) return found(fileAt(given))
  const links = findLinks(text)
  if (links.some(hasCredentials)) return refused({ reason: 'credentials_in_address', values: {} })
  const [first, ...others] = distinct(links)
  if (first) return others.length > 0 ? { kind: 'several', locations: [first, ...others] } : found(first)
  const other = scheme.exec(text)?.[1]?.toLowerCase()
  if (other && other !== 'http' && other !== 'https')
    return refused({ reason: 'unsupported_scheme', values: { scheme: other } })
  if (files && text !== '' && !other) return found(fileAt(given))
  return refused({ reason: 'invalid_address', values: {} })
}

/** A file that came with a request, as a location. Refused is what is not on the web. */
export function locateAttachment(attachment: AttachedFile): ParsedPlace {
  const url = URL.parse(attachment.url)
  if (url === null || !/^https?:$/.test(url.protocol))
    return refused({ reason: 'invalid_address', values: {} })
  if (hasCredentials(attachment.url)) return refused({ reason: 'credentials_in_address', values: {} })
  url.search = ''
  return found({
    kind: 'attachment',
    // Several are kept a line each.
    address: attachment.name.replace(/\s+/g, ' '),
    identity: sourceAddress(url.href) ?? url.href,
    attachment,
  })
}

/** A location as it was stored; older versions kept no identity. */
export function storedLocation(address: string, identity: string, attachment?: AttachedFile): Location {
  if (attachment) return { kind: 'attachment', address, identity, attachment }
  if (address === '-') return standardInput
  // As earlier versions told links from paths: what was stored for a stranger is never a file.
  const url = URL.parse(address)
  if (url && /^https?:$/.test(url.protocol)) {
    const shown = url.username || url.password ? hideCredentials(url.href) : address
    return { kind: 'web', address: shown, identity: identity || (sourceAddress(shown) ?? shown) }
  }
  const location = /^file:/i.test(address) ? fileAtUrl(address) : found(fileAt(address))
  return location.kind === 'location' && identity === ''
    ? location.location
    : { kind: 'file', address, identity: identity || address }
}

type Known = { readonly kind: string; readonly identity: string }

/** Standard input is another thing each time. */
export function isSameLocation(one: Known, other: Known): boolean {
  return one.kind === other.kind && one.identity !== '' && one.identity === other.identity
}

const standardInput: Location = { kind: 'standard_input', address: '-', identity: '' }

function found(location: Location): ParsedPlace {
  return { kind: 'location', location }
}

function refused(problem: LocationProblem): ParsedPlace {
  return { kind: 'refused', problem }
}

function fileAt(path: string): Location {
  return { kind: 'file', address: path, identity: pathToFileURL(resolve(path)).href }
}

function fileAtUrl(address: string): ParsedPlace {
  try {
    return found({ kind: 'file', address, identity: pathToFileURL(fileURLToPath(address)).href })
  } catch {
    // Of another machine, or no address at all.
    return refused({ reason: 'invalid_address', values: {} })
  }
}

function hasCredentials(link: string): boolean {
  const url = URL.parse(link)
  return (
    url !== null &&
    [url, plainAddress(url)].some(({ username, password }) => username !== '' || password !== '')
  )
}

/** The places that links lead to, each once, as it was written first. */
function distinct(links: readonly string[]): readonly Location[] {
  const places = new Map<string, Location>()
  for (const address of links) {
    const identity = sourceAddress(address)
    if (identity !== undefined && !places.has(identity))
      places.set(identity, { kind: 'web', address, identity })
  }
  return [...places.values()]
}
