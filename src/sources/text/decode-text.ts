import { detect } from 'jschardet'

const byteOrderMarks = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const

/** How much is looked at to guess an encoding or to tell text from binary. */
const sampleBytes = 32 * 1024
/** So many characters of several bytes do not come out as valid UTF-8 by chance. */
const convincingCharacters = 3
/** A text with more unreadable characters than these, and than one in twenty, is not in the encoding that it is said to be in. */
const mostUnreadable = 3
/** The guesser's names that are not those of https://encoding.spec.whatwg.org/#names-and-labels (2026-11). */
const guessedLabels: Readonly<Record<string, string>> = {
  CP932: 'shift_jis',
  CP949: 'euc-kr',
  CP874: 'windows-874',
}

/**
 * Decodes text as browsers do, and better where its sender is wrong: a byte order mark decides, then valid UTF-8, then the declared
 * charset; what is undeclared, or unreadable as what it is declared to be, is guessed by its content.
 * Never throws; bytes that are wrong for the encoding become U+FFFD.
 */
export function decodeText(bytes: Uint8Array, declaredCharset?: string): string {
  const marked = markedEncoding(bytes)
  if (marked !== undefined) return new TextDecoder(marked).decode(bytes)
  if (isEscaped(bytes)) return new TextDecoder('iso-2022-jp').decode(bytes)
  const declared = declaredEncoding(bytes, declaredCharset)
  const unicode = asUtf8(bytes) ?? asDamagedUtf8(bytes)
  if (unicode !== undefined && (declared === undefined || isConvincing(unicode))) return unicode
  if (declared === undefined) return new TextDecoder(guessEncoding(bytes)).decode(bytes)
  const text = new TextDecoder(declared).decode(bytes)
  return isUnreadable(text) ? new TextDecoder(guessEncoding(bytes)).decode(bytes) : text
}

/**
 * Whether the bytes cannot be text in any of the encodings read here: more than one in twenty is a control character.
 *
 * @param declaredCharset UTF-16 has such bytes in its letters
 */
export function looksBinary(bytes: Uint8Array, declaredCharset?: string): boolean {
  const encoding = markedEncoding(bytes) ?? declaredEncoding(bytes, declaredCharset)
  if (encoding?.startsWith('utf-16')) return false
  const sample = bytes.subarray(0, sampleBytes)
  const controls = sample.reduce((count, byte) => count + (isControl(byte) ? 1 : 0), 0)
  return controls * 20 > sample.byteLength
}

/** Undefined where the bytes are no UTF-8. */
function asUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** So many characters of several bytes for each that is broken: no other encoding comes out like that. */
const wholeForEachBroken = 10

/** UTF-8 in which something was cut or mixed in; undefined for what is in another encoding. */
function asDamagedUtf8(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('utf-8').decode(bytes)
  let broken = 0
  let whole = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 0xfffd) broken += 1
    else if (code > 0x7f) whole += 1
  }
  return whole >= convincingCharacters && whole >= broken * wholeForEachBroken ? text : undefined
}

/** Japanese in seven bits: between an escape that begins its characters and one that ends them. */
function isEscaped(bytes: Uint8Array): boolean {
  const sample = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, sampleBytes))
  return (
    (sample.includes('\u001b$B') || sample.includes('\u001b$@')) &&
    (sample.includes('\u001b(B') || sample.includes('\u001b(J')) &&
    !sample.some((byte) => byte > 0x7f)
  )
}

function isConvincing(text: string): boolean {
  let several = 0
  for (let index = 0; index < text.length && several < convincingCharacters; index += 1)
    if (text.charCodeAt(index) > 0x7f) several += 1
  return several >= convincingCharacters
}

function isUnreadable(text: string): boolean {
  const unreadable = text.split('\ufffd').length - 1
  return unreadable > mostUnreadable && unreadable * 20 > text.length
}

/** As declared; UTF-16 without a mark also undeclared, in the order of its bytes, as declarations often leave that out. */
function declaredEncoding(bytes: Uint8Array, label: string | undefined): string | undefined {
  const known = knownEncoding(label)
  const order = utf16Order(bytes)
  return known === undefined || known.startsWith('utf-16') ? (order ?? known) : known
}

/** Above every letter of an alphabet stands one of these bytes; in no other encoding are they text. */
const highestUpperByte = 6

/** Undefined for what is not UTF-16 of an alphabet: Latin, Greek, Cyrillic, Armenian, Hebrew or Arabic. */
function utf16Order(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = bytes.subarray(0, sampleBytes)
  const pairs = Math.floor(sample.length / 2)
  if (pairs === 0) return undefined
  const upper = [0, 0]
  for (const [index, byte] of sample.entries())
    if (byte <= highestUpperByte) upper[index % 2] = (upper[index % 2] ?? 0) + 1
  const [first = 0, second = 0] = upper
  if (second * 10 > pairs * 9 && first * 5 < pairs) return 'utf-16le'
  return first * 10 > pairs * 9 && second * 5 < pairs ? 'utf-16be' : undefined
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

/** By what stands around the first bytes that are not ASCII. */
function guessEncoding(bytes: Uint8Array): string {
  const first = bytes.findIndex((byte) => byte > 0x7f)
  const sample = bytes.subarray(Math.max(0, first - 64), Math.max(0, first) + sampleBytes)
  const { encoding } = detect(Buffer.from(sample))
  return knownEncoding(guessedLabels[encoding ?? ''] ?? encoding ?? undefined) ?? 'windows-1252'
}

/** Tab, line feed, form feed, carriage return and escape do occur in text files. */
function isControl(byte: number): boolean {
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d && byte !== 0x1b
}
