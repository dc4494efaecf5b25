import { API, type APIApplication } from '@discordjs/core/http-only'
import { DiscordAPIError, REST, type RESTOptions } from '@discordjs/rest'
import type { Logger } from 'pino'
import { ownerIdsOf, proprietorOf } from '../../../access/owners.ts'
import type { DiscordSettings } from '../../../app/settings/discord-settings.ts'
import { serverSubject } from '../../../ledger/subject.ts'
import { ProblemError } from '../problem.ts'
import type { Caller, DiscordUser, ManagedServer } from './caller.ts'

/** A right that Discord gives members of a server, or all of them: https://discord.com/developers/docs/topics/permissions (2026-11). */
const manageGuild = 1n << 5n
const administrator = 1n << 3n
const scope = 'identify guilds'
const patienceMs = 10_000
/** What is known of the application, and so whose it is. */
const goodForMs = 60_000

type LogInSettings = Pick<DiscordSettings, 'token' | 'clientSecret' | 'apiUrl' | 'ownerIds'>

/** Logging in with an account on Discord: owners of the bot as the operator, others as managers of their servers that have the bot. */
export class DiscordLogIn {
  readonly #settings: LogInSettings
  readonly #bot: API
  readonly #log: Logger
  readonly #now: () => number
  #known: { readonly application: APIApplication; readonly readAtMs: number } | undefined

  constructor(settings: LogInSettings, { log, now }: { readonly log: Logger; readonly now: () => number }) {
    this.#settings = settings
    this.#bot = new API(new REST(this.#options()).setToken(settings.token ?? ''))
    this.#log = log
    this.#now = now
  }

  /** Where somebody is sent to say yes. */
  async address(state: string, redirectUri: string): Promise<string> {
    const { id } = await this.#application()
    const authorization = this.#bot.oauth2.generateAuthorizationURL({
      client_id: id,
      response_type: 'code',
      scope,
      state,
      redirect_uri: redirectUri,
    })
    return `${this.#settings.apiUrl}/v10/oauth2/authorize${new URL(authorization).search}`
  }

  /**
   * Who has said yes; undefined for a code that is not good (any more).
   *
   * @throws {ProblemError} where Discord does not answer.
   */
  async logIn(code: string, redirectUri: string): Promise<Caller | undefined> {
    const { id } = await this.#application()
    return this.#unlessRefused(async () => {
      const { access_token: accessToken } = await this.#bot.oauth2.tokenExchange({
        client_id: id,
        client_secret: this.#settings.clientSecret ?? '',
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
      })
      const { id: user, global_name, username } = await this.#of(accessToken).users.getCurrent()
      return this.#callerOf({ user, name: global_name ?? username, accessToken })
    })
  }

  /**
   * As whom a user who has logged in acts now; undefined when they have taken their yes back.
   *
   * @throws {ProblemError} where Discord does not answer.
   */
  check(user: DiscordUser): Promise<Caller | undefined> {
    return this.#unlessRefused(() => this.#callerOf(user))
  }

  /** Gives back what a user who has logged out has allowed, so that nobody acts with it any more. It is logged where that fails. */
  async giveBack({ accessToken }: Pick<DiscordUser, 'accessToken'>): Promise<void> {
    try {
      const { id } = await this.#application()
      await this.#bot.oauth2.revokeToken(id, this.#settings.clientSecret ?? '', {
        token: accessToken,
        token_type_hint: 'access_token',
      })
      this.#log.debug('what somebody had allowed on Discord is given back')
    } catch (error) {
      this.#log.warn({ err: error }, 'what somebody had allowed on Discord could not be given back')
    }
  }

  async #callerOf(told: Omit<DiscordUser, 'checkedAtMs'>): Promise<Caller> {
    const checkedAtMs = this.#now()
    const [application, servers] = await Promise.all([this.#application(), this.#serversOf(told.accessToken)])
    const { user, name, accessToken } = told
    const discord = { user, name, accessToken, checkedAtMs }
    const owners = ownerIdsOf(this.#settings.ownerIds, proprietorOf(application))
    return owners.includes(user) ? { kind: 'operator', discord } : { kind: 'manager', discord, servers }
  }

  async #serversOf(accessToken: string): Promise<readonly ManagedServer[]> {
    const guilds = await this.#of(accessToken).users.getGuilds()
    const managed = guilds.filter(({ owner, permissions }) => owner || mayManage(permissions))
    const withBot = await Promise.all(managed.map(({ id }) => this.#hasBot(id)))
    return managed
      .filter((_, index) => withBot[index])
      .map(({ id, name }) => ({ tenant: serverSubject(id).name, name }))
  }

  async #hasBot(guild: string): Promise<boolean> {
    try {
      await this.#bot.guilds.get(guild)
      return true
    } catch (error) {
      if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404)) return false
      throw error
    }
  }

  /** Whoever wants to log in, or only seems to, has it looked at: once in a while is enough. */
  async #application(): Promise<APIApplication> {
    const nowMs = this.#now()
    if (this.#known && nowMs - this.#known.readAtMs < goodForMs) return this.#known.application
    try {
      const application = await this.#bot.applications.getCurrent()
      this.#known = { application, readAtMs: nowMs }
      return application
    } catch (error) {
      throw this.#unanswered(error)
    }
  }

  /** With the rights of a user. */
  #of(accessToken: string): API {
    return new API(new REST({ ...this.#options(), authPrefix: 'Bearer' }).setToken(accessToken))
  }

  /** Nothing is remembered of limits, and so nothing has to be swept away. */
  #options(): Partial<RESTOptions> {
    const { apiUrl: api } = this.#settings
    return {
      api,
      version: '10',
      retries: 1,
      timeout: patienceMs,
      hashSweepInterval: 0,
      handlerSweepInterval: 0,
    }
  }

  async #unlessRefused(ask: () => Promise<Caller>): Promise<Caller | undefined> {
    try {
      return await ask()
    } catch (error) {
      if (error instanceof DiscordAPIError && (error.status === 401 || isUnknownCode(error))) return undefined
      throw this.#unanswered(error)
    }
  }

  #unanswered(error: unknown): unknown {
    if (error instanceof ProblemError) return error
    this.#log.warn({ err: error }, 'Discord does not say who wants to log in')
    return new ProblemError({
      status: 502,
      code: 'discord_unreachable',
      detail: 'Discord does not say who this is: try again in a moment.',
    })
  }
}

function isUnknownCode({ status, url }: DiscordAPIError): boolean {
  return status === 400 && url.endsWith('/oauth2/token')
}

function mayManage(permissions: string): boolean {
  return (BigInt(permissions) & (manageGuild | administrator)) !== 0n
}
