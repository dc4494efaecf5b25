import { DiscordAPIError, type ResponseLike } from '@discordjs/rest'
import { RESTJSONErrorCodes } from 'discord.js'
import { describe, expect, it } from 'vitest'
import {
  answerWithinMs,
  interactionOf,
  sendPersistently,
} from '../../../src/surfaces/discord/interaction-callback.ts'
import { HandDrivenTimers } from '../../support/time/hand-driven-timers.ts'

const cut = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' })

function refusal(status: number, code: number): DiscordAPIError {
  return new DiscordAPIError({ code, message: 'refused' }, code, status, 'POST', '/callback', {})
}

const known = refusal(400, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)
const arrived: ResponseLike = Response.json({ interaction: { id: '1' } })

/** Answers one after another; the last again and again. */
function answering(...answers: readonly (ResponseLike | Error)[]) {
  const timers = new HandDrivenTimers()
  let attempts = 0
  const sent = sendPersistently(
    '1',
    async () => {
      const answer = answers[Math.min(attempts, answers.length - 1)]
      attempts += 1
      if (answer instanceof Error) throw answer
      return answer as ResponseLike
    },
    timers,
  )
  sent.catch(() => undefined)
  return { sent, timers, attempts: () => attempts }
}

describe('a first answer', () => {
  it('is sent once when it arrives', async () => {
    const { sent, attempts } = answering(arrived)

    expect(await sent).toBe(arrived)
    expect(attempts()).toBe(1)
  })

  it('is sent again when the connection is cut', async () => {
    const { sent, timers, attempts } = answering(cut, cut, arrived)
    await timers.pass(1_000)

    expect(await sent).toBe(arrived)
    expect(attempts()).toBe(3)
  })

  it('has arrived when Discord knows it already after one was lost', async () => {
    const { sent, timers } = answering(cut, known)
    await timers.pass(1_000)

    expect(await (await sent).json()).toEqual({ interaction: { id: '1' } })
  })

  it('is another process’s when Discord knows it already and none was lost', async () => {
    const { sent, attempts } = answering(known)

    await expect(sent).rejects.toBe(known)
    expect(attempts()).toBe(1)
  })

  it.each([refusal(404, RESTJSONErrorCodes.UnknownInteraction), refusal(400, 50035), new Error('a bug')])(
    'is not sent again when sending it again would not help: %s',
    async (error) => {
      const { sent, attempts } = answering(error)

      await expect(sent).rejects.toBe(error)
      expect(attempts()).toBe(1)
    },
  )

  it('is sent again until shortly before Discord stops waiting, and no longer', async () => {
    const { sent, timers, attempts } = answering(cut)
    await timers.pass(answerWithinMs - 1)
    const inTime = attempts()
    await timers.pass(400)
    const after = attempts()
    await timers.pass(10_000)

    await expect(sent).rejects.toBe(cut)
    expect(inTime).toBeGreaterThan(5)
    expect([after, attempts()]).toEqual([inTime + 1, inTime + 1])
    expect(answerWithinMs).toBeLessThan(3_000)
  })
})

describe('what counts as a first answer', () => {
  it.each([
    ['POST', '/interactions/123456789012345678/aW50ZXJhY3Rpb24/callback', '123456789012345678'],
    ['GET', '/interactions/123456789012345678/aW50ZXJhY3Rpb24/callback', undefined],
    ['POST', '/webhooks/123456789012345678/aW50ZXJhY3Rpb24', undefined],
    ['POST', '/channels/123456789012345678/messages', undefined],
  ] as const)('%s %s', (method, fullRoute, interaction) => {
    expect(
      interactionOf({ method: method as Parameters<typeof interactionOf>[0]['method'], fullRoute }),
    ).toBe(interaction)
  })
})
