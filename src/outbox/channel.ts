import type { Logger } from 'pino'
import type { Delivery } from './parcel.ts'

/** Where a message is that was sent as a new one. */
export interface SentMessage {
  readonly channelId: string
  readonly messageId: string
}

/** What came of sending over one channel. */
export type SendResult =
  | { readonly kind: 'sent'; readonly message?: SentMessage }
  /**
   * The channel takes nothing for this recipient: closed direct messages, no access, an endpoint that refuses, and whatever nobody
   * foresaw. The next way is tried. Without an error nothing was sent: the way was closed to begin with.
   */
  | { readonly kind: 'unreachable'; readonly error: unknown; readonly reason?: string }
  /** It may work later. */
  | { readonly kind: 'failed'; readonly error: unknown }
  /** Somebody has taken the place away on purpose: no other way is tried. */
  | { readonly kind: 'withdrawn'; readonly error: unknown }

/**
 * One way in which one parcel can reach one recipient.
 *
 * @example
 * ```ts
 * const board: Channel = {
 *   name: 'board 3',
 *   async send() {
 *     const isThere = await post('80 % of the day are spent')
 *     return isThere ? { kind: 'sent' } : { kind: 'unreachable', error: undefined }
 *   },
 * }
 * ```
 */
export interface Channel {
  /** As the outbox remembers it, such as `user_<id>` or `webhook 7`. */
  readonly name: string
  /** @param earlier what other channels have come to, by name. */
  send(earlier: ReadonlyMap<string, Delivery>): Promise<SendResult>
}

/**
 * Ways to somebody, in the order in which they are tried: the next one when no channel of the one before takes the parcel. The channels
 * of one way are recipients side by side, such as the owners of a team.
 */
export interface Leg {
  readonly ways: readonly (readonly Channel[])[]
  /** What is to be done once the parcel has gone by the channel of that name. */
  readonly afterwards?: (channel: string) => Channel | undefined
}

/** Everybody who is to have a parcel, each by a leg of its own. */
export type Route = readonly Leg[]

/** The log always takes what nobody else does. */
export function logChannel(name: string, log: Logger, figures: object, message: string): Channel {
  return {
    name,
    send: async () => {
      log.warn(figures, message)
      return { kind: 'sent' }
    },
  }
}
