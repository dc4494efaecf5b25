import type { UploadedFile } from '../payload/message-body.ts'

export interface RestRequest {
  method: string
  /** Without `/api/v10` and without the query. */
  path: string
  query: URLSearchParams
  /** The parts of the path that the route names. */
  parameters: Readonly<Record<string, string>>
  /** JSON, from the body or its `payload_json`; `undefined` when there was none. */
  body: unknown
  files: readonly UploadedFile[]
  /** Whose access token the request has; none: the bot's. */
  user: string | undefined
  /** Emulator time. */
  at: number
}

export interface RestAnswer {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

export interface Route {
  method: string
  /** `/channels/:channel/messages`; `:name` stands for one part. */
  pattern: string
  /** Routes with an interaction token need no bot token. */
  isPublic?: boolean
  /** Users' access tokens are good for it too. */
  isForUsers?: boolean
  /** Interaction callbacks are under no rate limit. */
  isUnlimited?: boolean
  handle(request: RestRequest): RestAnswer
}

export interface Match {
  route: Route
  parameters: Record<string, string>
}

/** The first route that fits. */
export function findRoute(routes: readonly Route[], method: string, path: string): Match | undefined {
  const parts = path.split('/')
  for (const route of routes) {
    if (route.method !== method) continue
    const parameters = readParameters(route.pattern.split('/'), parts)
    if (parameters !== undefined) return { route, parameters }
  }
  return undefined
}

function readParameters(pattern: string[], parts: string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined
  const parameters: Record<string, string> = {}
  for (const [index, expected] of pattern.entries()) {
    const part = decodeURIComponent(parts[index] ?? '')
    if (expected.startsWith(':') && part !== '') parameters[expected.slice(1)] = part
    else if (expected !== part) return undefined
  }
  return parameters
}

/** A part of the path that the route's pattern names. */
export function parameter(request: RestRequest, name: string): string {
  const value = request.parameters[name]
  if (value === undefined) throw new TypeError(`The route ${request.path} names no ":${name}"`)
  return value
}

/** What has a bucket of its own within a route: its channel, guild, or webhook with token. */
export function majorParameter({ channel, guild, application, token }: Record<string, string>): string {
  return channel ?? guild ?? (token === undefined ? 'global' : `${application}/${token}`)
}
