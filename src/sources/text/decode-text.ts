const byteOrderMarks = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const

/** How much is looked at to guess an encoding or to tell text from binary. */
const sampleBytes = 64 * 1024

/**
 * Decodes text as browsers do: a byte order mark decides, then the declared charset, then UTF-8 if the bytes are valid UTF-8.
 * What is left is old and undeclared: windows-1251 where the letters are mostly Cyrillic, else windows-1252.
 * Never throws; bytes that are wrong for the encoding become U+FFFD.
 */
export function decodeText(bytes: Uint8Array, declaredCharset?: string): string {
  const encoding = markedEncoding(bytes) ?? knownEncoding(declaredCharset)
  if (encoding !== undefined) return new TextDecoder(encoding).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder(guessEncoding(bytes)).decode(bytes)
  }
}

/** Whether the bytes cannot be text in any of the encodings read here: more than one in twenty is a control character. */
export function looksBinary(bytes: Uint8Array): boolean {
  if (markedEncoding(bytes) !== undefined) return false
  const sample = bytes.subarray(0, sampleBytes)
  const controls = sample.reduce((count, byte) => count + (isControl(byte) ? 1 : 0), 0)
  return controls * 20 > sample.byteLength
}

function markedEncoding(bytes: Uint8Array): string | undefined {
  return byteOrderMarks.find((mark) => mark.bytes.every((byte, index) => bytes[index] === byte))?.encoding
}

/** The canonical name of a charset label; undefined for none, an unknown or an unsupported one. */
function knownEncoding(label: string | undefined): string | undefined {
  if (label === undefined) return undefined
  try {
    return new TextDecoder(label).encoding
  } catch {
    return undefined
  }
}

/** In windows-1251 nearly every letter of a Russian text lies in 0xc0-0xff; in windows-1252 that is the odd accented one. */
function guessEncoding(bytes: Uint8Array): 'windows-1251' | 'windows-1252' {
  let high = 0
  let latin = 0
  for (const byte of bytes.subarray(0, sampleBytes)) {
    if (byte >= 0xc0) high += 1
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) latin += 1
  }
  return high > latin ? 'windows-1251' : 'windows-1252'
}

/** Tab, line feed, form feed, carriage return and escape do occur in text files. */
function isControl(byte: number): boolean {
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d && byte !== 0x1b
}
