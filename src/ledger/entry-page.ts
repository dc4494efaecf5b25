import type { Entry } from './entry.ts'

/** Where an entry stands among all, by when it was held and then in the order of booking. */
interface EntryPlace {
  readonly heldAtMs: number
  readonly sequence: number
}

export interface EntryPageRequest {
  readonly limit: number
  /** Default: from the beginning of the range. */
  readonly after?: EntryPlace | undefined
}

export interface EntryPage {
  readonly entries: readonly Entry[]
  /** Of the last entry; undefined when there is none behind it. */
  readonly end: EntryPlace | undefined
}
