import { fileURLToPath } from 'node:url'
import { hideCredentials } from './name-location.ts'
import { SourceError } from './source-error.ts'

export type ParsedLocation =
  | { readonly kind: 'web'; readonly address: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'standard_input' }

/** A scheme, but neither a Windows drive (`C:\notes.txt`) nor a host with its port (`example.com:8080`). */
const scheme = /^([a-z][a-z0-9+.-]+):(?!\d)/i

/**
 * Tells links from files. Files and `-` count only where they are allowed, which is on the command line.
 * @throws SourceError `unsupported_scheme` or `invalid_address`
 */
export function parseLocation(location: string, allowLocal: boolean): ParsedLocation {
  const protocol = scheme.exec(location.trim())?.[1]?.toLowerCase()
  if (protocol === 'http' || protocol === 'https') return { kind: 'web', address: location.trim() }
  if (protocol === 'file' && allowLocal) return { kind: 'file', path: pathOf(location) }
  if (protocol !== undefined) {
    throw new SourceError(
      { reason: 'unsupported_scheme', values: { scheme: protocol } },
      hideCredentials(location),
    )
  }
  if (allowLocal && location === '-') return { kind: 'standard_input' }
  if (allowLocal && location.trim() !== '') return { kind: 'file', path: location }
  throw new SourceError({ reason: 'invalid_address', values: {} }, location)
}

function pathOf(fileUrl: string): string {
  try {
    return fileURLToPath(fileUrl)
  } catch (cause) {
    throw new SourceError({ reason: 'invalid_address', values: {} }, fileUrl, { cause })
  }
}
