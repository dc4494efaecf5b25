import { fileURLToPath } from 'node:url'
import { hideCredentials, nameLocation } from './name-location.ts'
import { SourceError } from './source-error.ts'

export type ParsedLocation =
  | { readonly kind: 'web'; readonly address: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'standard_input' }

const fullLink = 'Give a full link that starts with https:// or http://.'
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
    throw new SourceError('unsupported_scheme', hideCredentials(location), {
      message: `${nameLocation(location)} is a ${protocol}: address, which is not read.`,
      hint: fullLink,
    })
  }
  if (allowLocal && location === '-') return { kind: 'standard_input' }
  if (allowLocal && location.trim() !== '') return { kind: 'file', path: location }
  throw new SourceError('invalid_address', location, {
    message: location.trim() === '' ? 'No link was given.' : `${nameLocation(location)} is not a link.`,
    hint: fullLink,
  })
}

function pathOf(fileUrl: string): string {
  try {
    return fileURLToPath(fileUrl)
  } catch (cause) {
    throw new SourceError('invalid_address', fileUrl, {
      message: `${nameLocation(fileUrl)} is not the address of a file on this machine.`,
      hint: 'Give the path of the file, or a file: address without a host.',
      cause,
    })
  }
}
