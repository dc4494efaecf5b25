import type { REST } from '@discordjs/rest'
import { Routes } from 'discord.js'
import { type DiscordFailure, discordFailure } from '../discord-failure.ts'
import type { OutgoingMessage } from '../message.ts'
import { editRequest } from '../message-body.ts'
import { isOpenToBot, isTokenAlive, type ReplyAddress, tokenLifeMs } from '../reply-address.ts'

/** From then on the message is changed by the bot's own right; until the token ends there is time to say that this does not work. */
const handoverMs = tokenLifeMs - 30_000

export interface ProgressPlaceOptions {
  readonly rest: REST
  readonly now: () => number
  /** The same message with a word that it will not change any more. */
  readonly farewell: (message: OutgoingMessage) => OutgoingMessage
}

/**
 * The message in which the progress of one run is shown, as long as it can be changed: by the interaction's token, then by the bot's
 * own right where it has that. Nothing is sent to a message that Discord has once refused for good: refused requests are counted, and
 * ten thousand of them in ten minutes ban the bot (https://discord.com/developers/docs/topics/rate-limits, 2026-11).
 */
export class ProgressPlace {
  readonly #address: ReplyAddress
  readonly #options: ProgressPlaceOptions
  #isTokenOver = false
  #isOver = false

  constructor(address: ReplyAddress, options: ProgressPlaceOptions) {
    this.#address = address
    this.#options = options
  }

  /** Nothing that is shown from now on arrives. */
  get isOver(): boolean {
    return this.#isOver
  }

  /**
   * Replaces what the message shows.
   *
   * @throws what Discord answered, when it may go better the next time
   */
  async show(message: OutgoingMessage): Promise<void> {
    if (this.#isOver) return
    const { now } = this.#options
    const canUseToken = !this.#isTokenOver && isTokenAlive(this.#address, now())
    if (canUseToken && now() - this.#address.startedAtMs < handoverMs) {
      const refused = await this.#editByToken(message)
      if (refused !== 'expired') return
    }
    if (isOpenToBot(this.#address) && (await this.#editByRight(message)) === undefined) return
    this.#isOver = true
    if (canUseToken && !this.#isTokenOver) await this.#editByToken(this.#options.farewell(message))
  }

  async #editByToken(message: OutgoingMessage): Promise<DiscordFailure | undefined> {
    const { applicationId, interactionToken, messageId } = this.#address
    const route = Routes.webhookMessage(applicationId, interactionToken, messageId)
    const refused = await refusalOf(() =>
      this.#options.rest.patch(route, { ...editRequest(message), auth: false }),
    )
    if (refused === 'expired') this.#isTokenOver = true
    else if (refused) this.#isOver = true
    return refused
  }

  #editByRight(message: OutgoingMessage): Promise<DiscordFailure | undefined> {
    const { channelId, messageId } = this.#address
    const route = Routes.channelMessage(channelId, messageId)
    return refusalOf(() => this.#options.rest.patch(route, editRequest(message)))
  }
}

/** Of these nobody knows that they stay. */
const passing: readonly (DiscordFailure | undefined)[] = [undefined, 'transient', 'unauthorized', 'rejected']

/** Why Discord refuses for good; undefined when it does not. Other failures are thrown. */
async function refusalOf(edit: () => Promise<unknown>): Promise<DiscordFailure | undefined> {
  try {
    await edit()
    return undefined
  } catch (error) {
    const failure = discordFailure(error)
    if (passing.includes(failure)) throw error
    return failure
  }
}
