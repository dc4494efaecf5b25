import type { BucketRule } from './rest/rate-limiter.ts'

/** A person (or another bot) known to the local Discord. Ids are 17 to 19 digits. */
export interface LocalUser {
  id: string
  username: string
  /** Display name; the username when absent. */
  globalName?: string
  /** What their client is set to; `en-US` when absent. */
  locale?: string
  /** Has installed the application for their own account, and so brings it along everywhere. */
  hasInstalled?: boolean
}

/** Direct messages of several people, in which no bot can be. */
interface LocalGroup {
  id: string
  members: readonly string[]
}

export interface LocalThread {
  id: string
  name: string
  isPrivate?: boolean
  /** User ids of those who have been let into a private one. */
  members?: readonly string[]
}

export interface LocalChannel {
  id: string
  name: string
  /** Only roles and members that are let in see it: nobody here. */
  isHidden?: boolean
  threads?: readonly LocalThread[]
}

export interface LocalMember {
  /** Id of a user. */
  user: string
  nickname?: string
  /** Permission bits besides those every member has. */
  permissions?: bigint
}

export interface LocalGuild {
  id: string
  name: string
  /** User id; the first user when absent. */
  owner?: string
  /** Preferred locale; `en-US` when absent. */
  locale?: string
  /** All users when absent. */
  members?: readonly LocalMember[]
  /** One channel named "general" when absent. */
  channels?: readonly LocalChannel[]
  /** The application is not installed here: the bot is told nothing of it, and may do nothing. */
  isWithoutBot?: boolean
  /** Permission bits that members lack besides, `USE_EXTERNAL_APPS` for example. */
  withheld?: bigint
}

export interface LocalDiscordOptions {
  /** At least one; a user named "member" when absent. */
  users?: readonly LocalUser[]
  /** One guild named "Guild" when absent. */
  guilds?: readonly LocalGuild[]
  groups?: readonly LocalGroup[]
  /** Owner of the application; the first user when absent. Ignored when there is a team. */
  owner?: string
  /** User ids of the team that owns the application; the first of them owns the team. */
  team?: readonly string[]
  /** Permissions of the bot in every guild. */
  botPermissions?: bigint
  /** Recommended number of shards. */
  shards?: number
  /** Gateway intents that need Discord's approval are refused unless this is true. */
  privilegedIntents?: boolean
  heartbeatIntervalMs?: number
  /** Rules that replace the built-in ones, by route, e.g. `POST /channels/:channel/messages`. */
  rateLimits?: Readonly<Record<string, BucketRule>>
  globalRequestsPerSecond?: number
  /** How long an interaction waits for its first answer; Discord's 3 s when absent. */
  firstAnswerMs?: number
  /** Source of time; the machine's clock when absent. */
  clock?: () => number
}
