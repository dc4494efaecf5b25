const eachPage = { flagsAt: 5, segmentsAt: 26, headBytes: 27 }
const endOfStream = 4

/**
 * An Ogg file that is played to the end of its last page, although that page may tell an earlier end.
 *
 * @param bytes changed in place
 */
export function withoutOggEnd(bytes: Uint8Array): Uint8Array {
  for (let page = 0; isPage(bytes, page); page = pageEnd(bytes, page))
    bytes[page + eachPage.flagsAt] = (bytes[page + eachPage.flagsAt] ?? 0) & ~endOfStream
  return bytes
}

function isPage(bytes: Uint8Array, at: number): boolean {
  return String.fromCharCode(...bytes.subarray(at, at + 4)) === 'OggS'
}

function pageEnd(bytes: Uint8Array, at: number): number {
  const segments = bytes[at + eachPage.segmentsAt] ?? 0
  const bodyStart = at + eachPage.headBytes + segments
  return bytes.subarray(at + eachPage.headBytes, bodyStart).reduce((end, length) => end + length, bodyStart)
}
