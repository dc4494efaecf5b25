import type { Source } from '../source.ts'
import type { DocumentKind } from './document-kinds.ts'

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
export interface Extractor extends DocumentKind {
  /** Says from the first characters whether an undeclared document is of its kind. */
  readonly recognises?: (start: string) => boolean
  /** @throws SourceError `empty` or `unreadable` */
  readonly extract: (document: RawDocument) => Promise<Source>
}
