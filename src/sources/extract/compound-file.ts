/** What is told by the names of a compound file's streams, which stand in its directory in UTF-16. */
const streams = [
  ['EncryptedPackage', 'encrypted'],
  ['WordDocument', 'application/msword'],
  ['Workbook', 'application/vnd.ms-excel'],
  ['Book', 'application/vnd.ms-excel'],
  ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
] as const

type CompoundFileKind = (typeof streams)[number][1]

/**
 * What a compound file is (https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb, 2026-11): a locked document of Office, or one of
 * its older programs as a media type. Undefined for one of another program.
 */
export function compoundFileKind(bytes: Uint8Array): CompoundFileKind | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // A name ends with a character of nothing.
  return streams.find(([name]) => file.includes(Buffer.from(`${name}\0`, 'utf16le')))?.[1]
}
