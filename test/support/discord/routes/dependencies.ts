import type { State } from '../state.ts'

/** What the routes work on. */
export interface RouteDependencies
  extends Pick<State, 'world' | 'messages' | 'commands' | 'interactions' | 'mentions'> {
  gatewayUrl(): string
  /** Recommended number of shards. */
  shards: number
}
