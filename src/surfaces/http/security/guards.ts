import type { Context, MiddlewareHandler } from 'hono'
import { problemAt } from '../gateway/provider-form.ts'
import type { HttpEnvironment, HttpParts } from '../http-context.ts'
import { type Problem, ProblemError } from '../problem.ts'
import { isAllowedHost, isOwnOrigin } from './allowed-hosts.ts'
import { type Caller, type Credentials, callerName, callerOf } from './caller.ts'
import type { RequestRates } from './request-rates.ts'
import { givenSession } from './session-cookie.ts'

type Middleware = MiddlewareHandler<HttpEnvironment>

/** While the process comes down nothing new is begun. */
export function refuseWhileStopping({ isStopping }: HttpParts): Middleware {
  return async ({ req }, next) => {
    if (!isStopping()) return next()
    return problemAt(req.path, {
      status: 503,
      code: 'stopping',
      detail: 'The process is shutting down: try again in a moment.',
      headers: { 'retry-after': '5', connection: 'close' },
    })
  }
}

const unsafeMethods = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** What a browser may have been talked into by a page of somebody else. */
export function refuseOtherSites({ autointel }: HttpParts): Middleware {
  const settings = autointel.config.http
  return async ({ req }, next) => {
    const host = req.header('host') ?? ''
    const hasCredentials = req.header('authorization') !== undefined || req.header('x-api-key') !== undefined
    // Whoever shows a key is judged by it, whatever name a proxy or a container reaches this machine by.
    if (!hasCredentials && !isAllowedHost(host, settings))
      return problemAt(req.path, {
        status: 421,
        code: 'host_not_allowed',
        detail: 'This host name is not one of ours: set HTTP_PUBLIC_URL to the address that is used.',
      })
    const origin = { origin: req.header('origin'), fetchSite: req.header('sec-fetch-site'), host }
    if (unsafeMethods.has(req.method) && !isOwnOrigin(origin, settings))
      return problemAt(req.path, {
        status: 403,
        code: 'other_origin',
        detail: 'The request comes from a page of another site.',
      })
    return next()
  }
}

/** @throws {ProblemError} unless somebody known asks. */
export async function requireCaller(context: Context<HttpEnvironment>, parts: HttpParts): Promise<Caller> {
  const { req } = context
  const session = givenSession(context)
  const credentials = { authorization: req.header('authorization'), apiKey: req.header('x-api-key'), session }
  const caller = await callerWith(credentials, context, parts)
  return session === undefined ? caller : checkedAnew(caller, { session, method: req.method }, parts)
}

/** What Discord has said of somebody is good for so long, for changes it is asked each time; and so long a key may be read along with. */
const goodForMs = 5 * 60_000

/** When somebody who reads along has to show anew who they are; undefined: not as long as they stay. */
export function readsUntil(caller: Caller, { autointel }: HttpParts): AbortSignal | undefined {
  const mayLoseIt = caller.kind === 'key' || caller.discord !== undefined
  return mayLoseIt ? autointel.timers.after(goodForMs) : undefined
}

async function checkedAnew(
  caller: Caller,
  { session, method }: { readonly session: string; readonly method: string },
  { discordLogIn, sessions, autointel }: HttpParts,
): Promise<Caller> {
  if (caller.kind === 'key' || !caller.discord || !discordLogIn) return caller
  const isGood = autointel.now() - caller.discord.checkedAtMs < goodForMs
  if (isGood && !unsafeMethods.has(method)) return caller
  const checked = await discordLogIn.check(caller.discord)
  if (!checked || (checked.kind === 'manager' && checked.servers.length === 0)) {
    sessions.end(session)
    throw new ProblemError(unauthorized)
  }
  sessions.renew(session, checked)
  return checked
}

/** @throws {ProblemError} unless the credentials are somebody's. */
export async function callerWith(
  credentials: Credentials,
  { env }: Pick<Context<HttpEnvironment>, 'env'>,
  { autointel, addresses, attempts, sessions }: HttpParts,
): Promise<Caller> {
  // Who has logged in already guesses nothing, and may share an address with somebody who does.
  const isGuess = credentials.authorization !== undefined || credentials.apiKey !== undefined
  const address = isGuess ? addresses.of(env.incoming) : ''
  if (isGuess) refuseBlocked(address, attempts)
  const { config, clientKeys: keys } = autointel
  const caller = await callerOf(credentials, config.http, { keys, sessions })
  if (caller) return caller
  if (isGuess) attempts.failed(address)
  throw new ProblemError(unauthorized)
}

/** @throws {ProblemError} while an address has to wait after too many attempts that failed. */
export function refuseBlocked(address: string, attempts: HttpParts['attempts']): void {
  const blockedForSeconds = attempts.blockedForSeconds(address)
  if (blockedForSeconds === undefined) return
  throw new ProblemError({
    status: 429,
    code: 'too_many_attempts',
    detail: 'Too many attempts with credentials that are not known.',
    headers: { 'retry-after': String(blockedForSeconds) },
  })
}

const unauthorized: Problem = {
  status: 401,
  code: 'unauthorized',
  detail: 'Expected a token: Authorization: Bearer <HTTP_TOKEN or a client key>.',
  headers: { 'www-authenticate': 'Bearer realm="autointel"' },
}

/** @throws {ProblemError} when somebody else than the operator asks too often. */
export function refuseTooMany(caller: Caller, rates: RequestRates): void {
  const name = callerName(caller)
  const seconds = name === undefined ? undefined : rates.tooManyForSeconds(name)
  if (seconds === undefined) return
  throw new ProblemError({
    status: 429,
    code: 'too_many_requests',
    detail: 'Too many requests in a minute.',
    headers: { 'retry-after': String(seconds) },
  })
}

/** Whoever asks is known from here on, and does not ask too often. What was spent elsewhere is heard of however often it comes. */
export function known(parts: HttpParts): Middleware {
  return async (context, next) => {
    const caller = await requireCaller(context, parts)
    const { method, path } = context.req
    if (method !== 'POST' || path !== '/api/events') refuseTooMany(caller, parts.requestRates)
    context.set('caller', caller)
    return next()
  }
}
