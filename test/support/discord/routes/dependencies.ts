import type { State } from '../state.ts'

/** What the routes work on. */
export interface RouteDependencies
  extends Pick<State, 'world' | 'changes' | 'messages' | 'commands' | 'interactions' | 'mentions'> {
  gatewayUrl(): string
  /** Recommended number of shards. */
  shards: number
  /** The application is approved for intents that need it, such as that for the content of messages. */
  privilegedIntents: boolean
}
