import { DiscordAPIError, type InternalRequest, type ResponseLike } from '@discordjs/rest'
import { RESTJSONErrorCodes } from 'discord.js'
import type { Timers } from '../../time/timers.ts'
import { discordFailure } from './discord-failure.ts'

/** Discord waits 3 seconds for the first answer to an interaction; what is begun later than this comes too late. */
export const answerWithinMs = 2_500
/** One attempt may take so long; a lost answer is then sent again. */
export const attemptTimeoutMs = 1_000
const pausesMs = [0, 50, 100, 200, 400]

/** Whether a request is the first answer to an interaction; the id of that. */
export function interactionOf({ fullRoute, method }: InternalRequest): string | undefined {
  const [, id] = /^\/interactions\/(\d+)\/[^/]+\/callback$/.exec(fullRoute) ?? []
  return method === 'POST' ? id : undefined
}

/**
 * Sends a first answer again while it is in time, when it may not have arrived. That it is known already is success when an attempt of
 * ours was lost on the way back; else another process has answered, and this one is to leave the interaction alone.
 *
 * @param send one attempt.
 * @throws what Discord answered.
 */
export async function sendPersistently(
  interaction: string,
  send: () => Promise<ResponseLike>,
  timers: Timers,
): Promise<ResponseLike> {
  const limit = timers.after(answerWithinMs)
  for (let lost = 0; ; lost += 1) {
    try {
      return await send()
    } catch (error) {
      if (lost > 0 && isAlreadyAcknowledged(error)) return acknowledged(interaction)
      if (discordFailure(error) !== 'transient' || limit.aborted) throw error
      await timers.wait(pausesMs[lost] ?? pausesMs.at(-1) ?? 0)
    }
  }
}

function isAlreadyAcknowledged(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged
  )
}

/** As Discord answers, but without the message that it has made: whoever needs that asks for it. */
function acknowledged(id: string): ResponseLike {
  return Response.json({ interaction: { id } })
}
