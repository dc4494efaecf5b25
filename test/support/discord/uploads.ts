/** A file as a member sends it along. */
export interface LocalFile {
  readonly name: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

export function isLocalFile(value: unknown): value is LocalFile {
  return typeof value === 'object' && value !== null && 'bytes' in value
}
