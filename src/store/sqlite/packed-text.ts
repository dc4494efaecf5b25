import { promisify } from 'node:util'
import { zstdCompress, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib'
import { customType } from 'drizzle-orm/sqlite-core'

/** A text as it is kept: short ones, and those of earlier versions, as they are; long ones compressed by Zstandard. */
export type PackedText = string | Buffer

/** TEXT, or BLOB where it is compressed. */
export const packedText = customType<{ data: PackedText; driverData: PackedText }>({
  dataType: () => 'text',
})

/** Shorter texts gain little, and can be read in the file. */
const leastCharacters = 4_000
/** What takes longer than a millisecond or two is done off the event loop. */
const leastAwayCharacters = 200_000

/** Makes one piece of what is as long as most texts are. */
const inPieces = { chunkSize: 1024 ** 2 }
const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

export async function pack(text: string): Promise<PackedText> {
  return text.length < leastAwayCharacters ? packAtOnce(text) : compress(text, inPieces)
}

export async function unpack(packed: PackedText): Promise<string> {
  if (typeof packed === 'string' || packed.byteLength < leastAwayCharacters / 10) return unpackAtOnce(packed)
  return (await decompress(packed, inPieces)).toString()
}

/** For texts that are short, or where nothing can be waited for. */
export function packAtOnce(text: string): PackedText {
  return text.length < leastCharacters ? text : zstdCompressSync(text, inPieces)
}

export function unpackAtOnce(packed: PackedText): string {
  return typeof packed === 'string' ? packed : zstdDecompressSync(packed, inPieces).toString()
}
