/** What one read may take at most. Bytes count on the wire unless said otherwise; times are wall-clock milliseconds. */
export interface ReadLimits {
  /** A page, PDF, text or caption file, local or remote. */
  readonly documentBytes: number
  /** A document after its transfer compression is undone: the guard against decompression bombs. */
  readonly decodedBytes: number
  readonly remoteMediaBytes: number
  readonly localMediaBytes: number
  /** Everything up to the last byte of a document, redirects included. */
  readonly totalTimeMs: number
  /** The same for audio and video, which are larger. */
  readonly mediaTimeMs: number
  /** The longest silence: while connecting, until the headers are complete, and between two parts of a body. */
  readonly idleTimeMs: number
  readonly redirects: number
  /** Processor time for turning the bytes into text, however long the machine takes: what needs more is hostile or hopeless. */
  readonly extractionCpuTimeMs: number
  /** All memory of the process that does it, the program's own (some 100 MB) included. */
  readonly extractionMemoryMegabytes: number
  /** Of the text, in UTF-16 units: some 1,500 pages. */
  readonly textCharacters: number
}

const megabyte = 1024 * 1024

export const defaultReadLimits: ReadLimits = {
  documentBytes: 25 * megabyte,
  decodedBytes: 50 * megabyte,
  remoteMediaBytes: 100 * megabyte,
  localMediaBytes: 200 * megabyte,
  totalTimeMs: 30_000,
  mediaTimeMs: 300_000,
  idleTimeMs: 10_000,
  redirects: 5,
  extractionCpuTimeMs: 20_000,
  extractionMemoryMegabytes: 768,
  textCharacters: 5_000_000,
}
