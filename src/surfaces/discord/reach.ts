import { ShardClientUtil } from 'discord.js'
import type { DiscordSettings } from '../../app/settings/discord-settings.ts'
import { bookedSubject } from '../../ledger/subject.ts'

/** Whom this process hears from, of several that are one bot: each server, and all direct messages, are one process's. */
export interface Reach {
  /** What is done once for the whole bot on Discord is done by the process with the first shard. */
  readonly isFirst: boolean
  /** Whether it hears from a tenant: a server, or a person in direct messages, which come by the first shard. */
  hears(tenant: string): boolean
}

export function reachOf({ shards }: Pick<DiscordSettings, 'shards'>): Reach {
  if (shards === undefined || shards === 'auto') return { isFirst: true, hears: () => true }
  const { first, last, count } = shards
  const isFirst = first === 0
  return {
    isFirst,
    hears: (tenant) => {
      const subject = bookedSubject(tenant)
      if (!('server' in subject)) return isFirst
      const shard = ShardClientUtil.shardIdForGuildId(subject.server, count)
      return first <= shard && shard <= last
    },
  }
}
