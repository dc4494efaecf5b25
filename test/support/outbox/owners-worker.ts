import type { REST } from '@discordjs/rest'
import type { OutboxStore } from '../../../src/outbox/outbox-store.ts'
import { OutboxWorker } from '../../../src/outbox/outbox-worker.ts'
import { MessageSender } from '../../../src/surfaces/discord/delivery/message-sender.ts'
import { type OwnersRouteOptions, ownersRoute } from '../../../src/surfaces/discord/delivery/owners-route.ts'
import type { Timers } from '../../../src/time/timers.ts'

/** What an outbox worker that tells owners is made of. */
export interface OwnersWorkerOptions extends Omit<OwnersRouteOptions, 'sender' | 'webhook'> {
  readonly store: OutboxStore
  readonly rest: REST
  readonly now: () => number
  readonly random: () => number
  readonly timers: Timers
}

/** The worker of a process. */
export function ownersWorker(options: OwnersWorkerOptions): OutboxWorker {
  const { rest, now, timers } = options
  const sender = new MessageSender({ rest, timers, timeoutMs: 15_000 })
  const webhook = { fetch: globalThis.fetch, now, timers, timeoutMs: 15_000 }
  return new OutboxWorker({
    ...options,
    routeOf: async (parcel) =>
      parcel.kind === 'alert' || parcel.kind === 'notice'
        ? ownersRoute(parcel, { ...options, sender, webhook })
        : [{ ways: [] }],
  })
}
