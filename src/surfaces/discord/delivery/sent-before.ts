import type { REST } from '@discordjs/rest'
import { type APIMessage, Routes } from 'discord.js'
import { discordFailure } from '../discord-failure.ts'
import { markOf } from '../message-body.ts'

export interface SentBefore {
  readonly nonce: string
  /** Epoch milliseconds by the clock of this machine: it was not sent earlier. */
  readonly sinceMs: number
}

/** https://discord.com/developers/docs/resources/message#get-channel-messages (2026-11) */
const pageMessages = 100
/** What a channel has seen since is looked through so far back. */
const mostPages = 5
/** By how much the clock of this machine may differ from Discord's. */
const clockSkewMs = 10 * 60_000

/**
 * Looks in a channel for a message that an earlier attempt may have brought. Discord forgets nonces after some minutes; the mark in the
 * message stays. Undefined also where the bot may not read.
 *
 * @returns the message's id
 * @throws what Discord answered, when it may go better the next time
 */
export async function findSent(
  { nonce, sinceMs }: SentBefore,
  channel: string,
  { rest, signal }: { readonly rest: REST; readonly signal: AbortSignal },
): Promise<string | undefined> {
  const get = async <Answer>(route: `/${string}`, query?: URLSearchParams) =>
    (await rest.get(route, { signal, ...(query && { query }) })) as Answer
  try {
    const { id: self } = await get<{ readonly id: string }>(Routes.user())
    let before: string | undefined
    for (let page = 0; page < mostPages; page += 1) {
      const query = new URLSearchParams({ limit: String(pageMessages), ...(before && { before }) })
      const messages = await get<readonly APIMessage[]>(Routes.channelMessages(channel), query)
      const found = messages.find((message) => message.author.id === self && carries(message, nonce))
      if (found) return found.id
      const oldest = messages.at(-1)
      const isAll = messages.length < pageMessages
      if (isAll || !oldest || Date.parse(oldest.timestamp) < sinceMs - clockSkewMs) return undefined
      before = oldest.id
    }
    return undefined
  } catch (error) {
    const failure = discordFailure(error)
    if (failure === undefined || failure === 'transient' || failure === 'unauthorized') throw error
    return undefined
  }
}

function carries({ nonce, components }: APIMessage, wanted: string): boolean {
  return nonce === wanted || (components ?? []).some(({ id }) => id === markOf(wanted))
}
