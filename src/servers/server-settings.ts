import type { Depth } from '../ledger/attribution.ts'

export const costLines = ['usual', 'always', 'never'] as const
/** When a brief says what it cost: `usual`: when it was dear, or the member asked for it; `never`: only when the member asked. */
export type CostLine = (typeof costLines)[number]

export const watchModes = ['reaction', 'automatic'] as const
/** What happens with links in a watched channel: they are read when somebody reacts with 🔎, or at once. */
export type WatchMode = (typeof watchModes)[number]

export interface WatchedChannel {
  /** Its id. Threads in it are watched as well. */
  readonly channel: string
  readonly mode: WatchMode
}

/** What the managers of a server have chosen. */
export interface ServerSettings {
  /** Of runs for which the member names none; undefined: as everywhere. */
  readonly depth: Depth | undefined
  /** Whether runs are for their member alone unless the member says otherwise. */
  readonly isPrivate: boolean
  /** Of what all of the server read, as Discord names it; undefined: that of the member who asks. */
  readonly language: string | undefined
  readonly costLine: CostLine
  /** How many days what was read here is remembered; undefined: as long as the operator has it, which is the most. */
  readonly memoryDays: number | undefined
  readonly watched: readonly WatchedChannel[]
}

/** What can be set at once; channels are watched one by one. */
export type ServerChoices = Omit<ServerSettings, 'watched'>

/** Of servers whose managers have chosen nothing, and of direct messages. */
export const usualSettings: ServerSettings = {
  depth: undefined,
  isPrivate: false,
  language: undefined,
  costLine: 'usual',
  memoryDays: undefined,
  watched: [],
}
