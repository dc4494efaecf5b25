import type { Source } from '../source.ts'

/** Bytes and what their sender said about them. */
export interface RawDocument {
  /** The address or path as given. */
  readonly location: string
  /** Where it was found in the end; undefined for standard input. */
  readonly url?: string
  /** As declared, lower case, without parameters; undefined when nothing was declared. */
  readonly mediaType?: string
  readonly charset?: string
  readonly bytes: Uint8Array
}

/** Reads one kind of document. Extractors do no I/O and run in a process of their own: see `readDocument`. */
export interface Extractor {
  /** What it reads, as messages call it. */
  readonly name: string
  /** Media types it is for; `audio/*` stands for all of a kind. */
  readonly mediaTypes: readonly string[]
  /** Endings of file names it is for, lower case, without the dot. */
  readonly extensions: readonly string[]
  /** Says from the first characters whether an undeclared document is of its kind. */
  readonly recognises?: (start: string) => boolean
  /** Media are long: they get the larger limits and leave as bytes. */
  readonly isMedia?: boolean
  /** @throws SourceError `empty` or `unreadable` */
  readonly extract: (document: RawDocument) => Promise<Source>
}
