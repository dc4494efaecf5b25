import type { ServerChoices, ServerSettings, WatchedChannel } from './server-settings.ts'

/**
 * The settings of servers, by the servers' ids. Nothing is remembered between two questions: what one process changes, all others see at
 * once. Methods reject with `LedgerError` when the store cannot be read or written.
 */
export interface ServerSettingsStore {
  /** The usual ones where nothing was chosen. */
  of(server: string): Promise<ServerSettings>
  /** Sets what is named and leaves the rest as it is. */
  change(server: string, choices: Partial<ServerChoices>): Promise<void>
  /** From now on the channel is watched in this way. */
  watch(server: string, channel: WatchedChannel): Promise<void>
  /** False when it was not watched. */
  unwatch(server: string, channel: string): Promise<boolean>
  /** Takes everything back that was chosen for the server. */
  clear(server: string): Promise<void>
}
