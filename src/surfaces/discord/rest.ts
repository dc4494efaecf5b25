import {
  type InternalRequest,
  REST,
  type RESTOptions,
  RequestMethod,
  type ResponseLike,
} from '@discordjs/rest'
import { Routes } from 'discord.js'
import type { DiscordSettings } from '../../app/settings/discord-settings.ts'
import type { Timers } from '../../time/timers.ts'
import { discordFailure } from './discord-failure.ts'
import { attemptTimeoutMs, interactionOf, sendPersistently } from './interaction-callback.ts'

export interface BotRestOptions {
  readonly settings: Pick<DiscordSettings, 'apiUrl'>
  readonly token: string
  readonly timers: Timers
}

/** What became of the token after a request was refused for it: `unanswered` when that could not be asked. */
export type TokenCheck =
  | { readonly kind: 'known' }
  | { readonly kind: 'refused' | 'unanswered'; readonly error: unknown }

/** As often as the client tries again after other faults of the network. */
const resendsAtMost = 3
/** Of these two in a row do what one does. */
const repeatable: readonly RequestMethod[] = [RequestMethod.Get, RequestMethod.Put, RequestMethod.Patch]

/**
 * The bot's REST client, for the gateway's client too, whose own copy of the library would throw other classes of errors; it works while the gateway is away. It differs from the library's in three
 * things: one 401 does not lose the token for good, first answers to interactions are sent persistently, and a connection that the
 * other side has closed is no reason to give up on what can be sent again.
 */
export class BotRest extends REST {
  /** For first answers: each is sent once, so that it is known which was lost. */
  readonly #answers: REST
  readonly #timers: Timers
  #onChecked: ((check: TokenCheck) => void) | undefined
  #isCheckingToken = false

  constructor({ settings, token, timers }: BotRestOptions) {
    super(optionsFor(settings))
    this.#answers = new REST({ ...optionsFor(settings), retries: 0, timeout: attemptTimeoutMs })
    this.#timers = timers
    this.setToken(token)
  }

  /** The library takes the token away after a 401, and the gateway's client when it is destroyed. */
  override setToken(token: string | null): this {
    return token ? super.setToken(token) : this
  }

  /** From now on Discord is asked who this is whenever it has refused the token of a request. */
  watchToken(onChecked: (check: TokenCheck) => void): void {
    this.#onChecked = onChecked
  }

  override async queueRequest(request: InternalRequest): Promise<ResponseLike> {
    const interaction = interactionOf(request)
    if (interaction) {
      const send = () => this.#answers.queueRequest(request)
      return sendPersistently(interaction, send, this.#timers)
    }
    try {
      return await this.#send(request)
    } catch (error) {
      if (discordFailure(error) === 'unauthorized' && request.auth !== false) this.#checkToken()
      throw error
    }
  }

  async #send(request: InternalRequest): Promise<ResponseLike> {
    for (let resends = 0; ; resends += 1) {
      try {
        return await super.queueRequest(request)
      } catch (error) {
        const isWorthIt = wasClosed(error) && repeatable.includes(request.method)
        if (!isWorthIt || resends === resendsAtMost) throw error
      }
    }
  }

  async #checkToken(): Promise<void> {
    const onChecked = this.#onChecked
    if (!onChecked || this.#isCheckingToken) return
    this.#isCheckingToken = true
    const outcome = await this.#askWhoThisIs()
    this.#isCheckingToken = false
    onChecked(outcome)
  }

  async #askWhoThisIs(): Promise<TokenCheck> {
    try {
      await super.queueRequest({ method: RequestMethod.Get, fullRoute: Routes.currentApplication() })
      return { kind: 'known' }
    } catch (error) {
      return { kind: discordFailure(error) === 'unauthorized' ? 'refused' : 'unanswered', error }
    }
  }
}

/**
 * Answers to interactions do not count in Discord's global limit of 50 requests a second
 * (https://discord.com/developers/docs/topics/rate-limits, 2026-11), and hundreds of them may be due within three seconds: the
 * client's own count must not hold them back. What does count is little, and waits when Discord says so.
 */
function optionsFor({ apiUrl }: Pick<DiscordSettings, 'apiUrl'>): Partial<RESTOptions> {
  return { api: apiUrl, version: '10', globalRequestsPerSecond: 10_000 }
}

/** The other side has closed the connection, which the library does not try again. */
function wasClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'UND_ERR_SOCKET'
}
