/** Something that processes elsewhere may wait for. */
export type Change =
  /** A run waits for somebody who runs it. */
  | { readonly kind: 'waiting' }
  /** Something waits to be brought to somebody. */
  | { readonly kind: 'parcels' }
  /** A run has come further or to its end, is somebody else's now, or is to be cancelled. */
  | { readonly kind: 'run'; readonly id: string }

/** What has changed elsewhere since the last news. */
export interface News {
  readonly isWaiting: boolean
  readonly hasParcels: boolean
  /** Ids of runs; `all` when nobody can say which. */
  readonly runs: ReadonlySet<string> | 'all'
}

/** How processes hear of what others do with the same books. News can be lost: whoever waits for something looks now and then as well. */
export interface Wakes {
  /** So often it is looked without news, milliseconds. */
  readonly lookEveryMs: number
  /** Returns the function that ends the subscription. The listener must not throw. */
  subscribe(listener: (news: News) => void): () => void
}

/** Where nobody tells: to look is cheap there. */
export const noWakes: Wakes = { lookEveryMs: 1_000, subscribe: () => () => undefined }

/** Anything may have changed. */
export const anything: News = { isWaiting: true, hasParcels: true, runs: 'all' }

/** Whether a run may be meant. */
export function concerns({ runs }: News, id: string): boolean {
  return runs === 'all' || runs.has(id)
}
