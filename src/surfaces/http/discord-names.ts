import { API } from '@discordjs/core/http-only'
import { DiscordAPIError, REST } from '@discordjs/rest'
import type { Logger } from 'pino'
import type { DiscordSettings } from '../../app/settings/discord-settings.ts'
import type { Subject } from '../../ledger/subject.ts'

/** So long a name is good, and that there is none. */
const goodForMs = 3_600_000
/** So many are known at most; what was asked for first goes first. */
const mostKnown = 5_000
const patienceMs = 5_000

interface KnownName {
  readonly readAtMs: number
  readonly name: Promise<string | undefined>
}

/** What servers and members are called on Discord, as the bot sees them. */
export class DiscordNames {
  readonly #bot: API
  readonly #log: Logger
  readonly #now: () => number
  readonly #known = new Map<string, KnownName>()

  constructor(
    { token, apiUrl }: Pick<DiscordSettings, 'token' | 'apiUrl'>,
    { log, now }: { readonly log: Logger; readonly now: () => number },
  ) {
    const rest = new REST({
      api: apiUrl,
      version: '10',
      retries: 1,
      timeout: patienceMs,
      // Nothing is remembered of limits for long, and so nothing has to be swept away.
      hashSweepInterval: 0,
      handlerSweepInterval: 0,
    })
    this.#bot = new API(rest.setToken(token ?? ''))
    this.#log = log
    this.#now = now
  }

  /** Undefined for who has none, or none that the bot can see. */
  of(subject: Subject): Promise<string | undefined> {
    const place = placeOf(subject)
    if (!place) return Promise.resolve(undefined)
    const key = `${place.kind} ${place.id}`
    const known = this.#known.get(key)
    if (known && this.#now() - known.readAtMs < goodForMs) return known.name
    this.#known.delete(key)
    const [oldest] = this.#known.keys()
    if (this.#known.size >= mostKnown && oldest !== undefined) this.#known.delete(oldest)
    const name = this.#read(place).catch((error: unknown) => {
      if (!(error instanceof DiscordAPIError && [403, 404].includes(error.status))) {
        this.#known.delete(key)
        this.#log.debug({ err: error }, 'Discord does not tell a name')
      }
      return undefined
    })
    this.#known.set(key, { readAtMs: this.#now(), name })
    return name
  }

  async #read({ kind, id }: Place): Promise<string> {
    if (kind === 'server') return (await this.#bot.guilds.get(id)).name
    const { global_name, username } = await this.#bot.users.get(id)
    return global_name ?? username
  }
}

interface Place {
  readonly kind: 'server' | 'user'
  readonly id: string
}

const snowflake = /^\d{17,20}$/

function placeOf(subject: Subject): Place | undefined {
  const place: Place | undefined =
    'user' in subject
      ? { kind: 'user', id: subject.user }
      : 'server' in subject
        ? { kind: 'server', id: subject.server }
        : undefined
  return place && snowflake.test(place.id) ? place : undefined
}
