import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { DiscordApiError } from '../api-error.ts'
import type { State } from '../state.ts'
import type { Violation } from '../violations.ts'
import { recordViolation } from '../violations.ts'
import type { FaultPlan } from './faults.ts'
import { parseBody } from './parse-body.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { limitedBody, limitedHeaders } from './rate-limiter.ts'
import type { RestAnswer, Route } from './router.ts'
import { findRoute, majorParameter } from './router.ts'

/** A request as it came, with what it got. */
export interface LoggedRequest {
  at: number
  method: string
  /** Without `/api/v10` and without the query. */
  path: string
  /** `POST /channels/:channel/messages`; the path itself where there is no such route. */
  route: string
  body: unknown
  fileNames: readonly string[]
  /** HTTP status of the answer; `undefined` while there is none. */
  status: number | undefined
}

export interface RestDependencies
  extends Pick<
    State,
    'world' | 'changes' | 'messages' | 'faults' | 'requests' | 'rateLimited' | 'violations'
  > {
  routes: readonly Route[]
  limiter: RateLimiter
}

const apiPrefix = '/api/v10'
const uploadPath = /^\/(?:ephemeral-)?attachments\//

/** Answers REST requests: fault, then authorisation, then rate limit, then the route, as a gateway in front would. */
export function createRestListener(dependencies: RestDependencies): RequestListener {
  return (request, response) => {
    serve(dependencies, request, response)
      .catch(() => response.destroy())
      .finally(dependencies.changes.touch)
  }
}

async function serve(
  dependencies: RestDependencies,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  if (uploadPath.test(url.pathname)) {
    const file = dependencies.messages.file(url)
    if (file) response.writeHead(200, { 'content-type': file.contentType }).end(file.bytes)
    else response.writeHead(404).end('This content is no longer available.')
    return
  }
  const method = request.method ?? 'GET'
  const path = url.pathname.startsWith(apiPrefix) ? url.pathname.slice(apiPrefix.length) : url.pathname
  const logged: LoggedRequest = {
    at: dependencies.world.clock.now(),
    method,
    path,
    route: `${method} ${path}`,
    body: undefined,
    fileNames: [],
    status: undefined,
  }
  dependencies.requests.push(logged)

  const bytes = await buffer(request)
  const fault = dependencies.faults.take(method, path, bytes.toString())
  if (fault === undefined || fault.isCarriedOut) {
    const reply = await answer(dependencies, request, url, bytes, logged)
    if (fault === undefined) {
      logged.status = reply.status
      send(response, reply)
      return
    }
  }
  showFault(dependencies, fault, response, logged)
}

async function answer(
  dependencies: RestDependencies,
  request: IncomingMessage,
  url: URL,
  bytes: Buffer<ArrayBuffer>,
  logged: LoggedRequest,
): Promise<RestAnswer> {
  const { world, routes, limiter, rateLimited, violations } = dependencies
  const { method, path, at } = logged
  let headers: Record<string, string> = {}
  try {
    const match = url.pathname.startsWith(apiPrefix) ? findRoute(routes, method, path) : undefined
    if (match === undefined) throw new DiscordApiError('notFound')
    const { route, parameters } = match
    logged.route = `${method} ${route.pattern}`
    const { authorization } = request.headers
    const [, accessToken = ''] = /^Bearer (.+)$/.exec(authorization ?? '') ?? []
    const user = route.isForUsers ? world.logIns.users.get(accessToken) : undefined
    if (!route.isPublic && user === undefined && authorization !== `Bot ${world.token}`)
      throw new DiscordApiError(accessToken ? 'accessTokenUnknown' : 'unauthorized')
    if (!route.isUnlimited) {
      const admission = limiter.admit(logged.route, majorParameter(parameters), !route.isPublic)
      headers = admission.headers
      if (!admission.isAdmitted) {
        const { scope, retryAfterMs, wasWarned } = admission
        rateLimited.push({ at, method, path, scope, retryAfterMs, wasWarned })
        return { status: 429, body: limitedBody(scope, retryAfterMs), headers }
      }
    }
    const { body, files } = await parseBody(bytes, request.headers['content-type'] ?? '')
    logged.body = body
    logged.fileNames = files.map(({ name }) => name)
    const reply = route.handle({
      method,
      path,
      query: url.searchParams,
      parameters,
      body,
      files,
      user,
      at: world.clock.now(),
    })
    return { ...reply, headers: { ...headers, ...reply.headers } }
  } catch (error) {
    if (!(error instanceof DiscordApiError)) return emulatorFault(violations, error, logged)
    recordViolation(violations, error, logged)
    return { status: error.status, body: error.body, headers }
  }
}

/** A mistake in the emulator shows among the violations, where every test looks. */
function emulatorFault(violations: Violation[], error: unknown, logged: LoggedRequest): RestAnswer {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  violations.push({ ...logged, kind: 'emulator-fault', code: 0, message, problems: [] })
  return { status: 500, body: { message: '500: Internal Server Error', code: 0 } }
}

function showFault(
  { rateLimited }: RestDependencies,
  fault: FaultPlan,
  response: ServerResponse,
  logged: LoggedRequest,
): void {
  switch (fault.kind) {
    case 'rate-limit': {
      const { at, method, path } = logged
      const retryAfterMs = fault.retryAfterMs ?? 1000
      const scope = fault.isGlobal ? 'global' : 'user'
      rateLimited.push({ at, method, path, scope: 'fault', retryAfterMs, wasWarned: false })
      logged.status = 429
      send(response, {
        status: 429,
        body: limitedBody(scope, retryAfterMs),
        headers: limitedHeaders(scope, retryAfterMs),
      })
      return
    }
    case 'server-error':
      logged.status = 500
      send(response, { status: 500, body: { message: '500: Internal Server Error', code: 0 } })
      return
    case 'refusal': {
      const { status = 403, code = 0 } = fault
      logged.status = status
      send(response, { status, body: { message: `${status}: refused`, code } })
      return
    }
    case 'bad-gateway':
      logged.status = 502
      response
        .writeHead(502, { 'content-type': 'text/html' })
        .end('<html><head><title>502 Bad Gateway</title></head></html>')
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'close':
      response.socket?.end()
      return
    case 'hang':
      return
    default:
      fault.kind satisfies never
  }
}

function send(response: ServerResponse, { status, body, headers }: RestAnswer): void {
  const text = body === undefined ? undefined : JSON.stringify(body)
  response.writeHead(status, {
    ...headers,
    ...(text !== undefined && { 'content-type': 'application/json' }),
  })
  response.end(text)
}
