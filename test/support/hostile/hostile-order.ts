import type { Depth } from '../../../src/ledger/attribution.ts'

/** What the watched process is told to read. */
export interface HostileOrder {
  readonly dataFolder: string
  /** `host:port` of the server of all links. */
  readonly host: string
  /** Every other host is served there too, without TLS. */
  readonly port: number
  /** Links, read one after another. */
  readonly links: readonly { readonly url: string; readonly depth: Depth }[]
}

/** What reading one link took of the process that reads, its workers left out. */
export interface HostileReport {
  /** The code of the failure, else `read`. */
  readonly outcome: string
  /** The longest time for which the event loop did not turn. */
  readonly longestBlockMs: number
  /** The most processor time that the event loop's thread took between two turns. */
  readonly longestBurstMs: number
  /** The most resident memory of the process at any time since it began. */
  readonly peakMegabytes: number
  readonly elapsedMs: number
}
