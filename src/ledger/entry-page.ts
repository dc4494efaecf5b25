import type { Entry } from './entry.ts'
import type { SummaryFilter } from './summary.ts'

/** Where an entry stands among all, by when it was held and then in the order of booking. */
interface EntryPlace {
  readonly heldAtMs: number
  readonly sequence: number
}

/** With a filter: of all entries those of a tenant, or of a user. */
export interface EntryPageRequest extends SummaryFilter {
  readonly limit: number
  /** Default: from the beginning of the range. */
  readonly after?: EntryPlace | undefined
}

export interface EntryPage {
  readonly entries: readonly Entry[]
  /** Of the last entry; undefined when there is none behind it. */
  readonly end: EntryPlace | undefined
}
