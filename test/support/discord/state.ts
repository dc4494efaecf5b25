import type { Changes } from './changes.ts'
import { createChanges } from './changes.ts'
import { createClock } from './clock.ts'
import type { CommandStore } from './command-store.ts'
import { createCommandStore } from './command-store.ts'
import type { InteractionStore } from './interactions/interaction-store.ts'
import { createInteractionStore } from './interactions/interaction-store.ts'
import type { MentionRecord } from './mention-log.ts'
import type { MessageStore } from './message-store.ts'
import { createMessageStore } from './message-store.ts'
import type { LocalDiscordOptions } from './options.ts'
import type { Faults } from './rest/faults.ts'
import { createFaults } from './rest/faults.ts'
import type { RateLimitedRequest } from './rest/rate-limiter.ts'
import type { LoggedRequest } from './rest/rest-server.ts'
import type { Violation } from './violations.ts'
import type { World } from './world.ts'
import { createWorld } from './world.ts'

/** What exists, what bots and members did, and what is planned to go wrong. */
export interface State {
  world: World
  changes: Changes
  messages: MessageStore
  commands: CommandStore
  interactions: InteractionStore
  faults: Faults
  violations: Violation[]
  rateLimited: RateLimitedRequest[]
  requests: LoggedRequest[]
  mentions: MentionRecord[]
}

/** `cdnUrl` is asked when a file is uploaded, not before. */
export function createState(options: LocalDiscordOptions, cdnUrl: () => string): State {
  const clock = createClock(options.clock)
  const world = createWorld(options, clock)
  const changes = createChanges()
  return {
    world,
    changes,
    messages: createMessageStore(world, changes, cdnUrl),
    commands: createCommandStore(world.application.id, world.nextId),
    interactions: createInteractionStore(clock, world.nextId, options.firstAnswerMs),
    faults: createFaults(),
    violations: [],
    rateLimited: [],
    requests: [],
    mentions: [],
  }
}
