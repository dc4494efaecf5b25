import { Agent, type buildConnector, type Dispatcher, request } from 'undici'
import type { Timers } from '../../time/timers.ts'
import { collectBytes } from '../collect-bytes.ts'
import type { ReadLimits } from '../read-limits.ts'
import { SourceError } from '../source-error.ts'
import { parseAllowedHosts } from './allowed-hosts.ts'
import { checkUrl } from './check-url.ts'
import { acceptEncoding, decodeContent } from './content-encoding.ts'
import { type ContentType, parseContentType } from './content-type.ts'
import { type Deadline, startDeadline } from './deadline.ts'
import { badStatus, tooLarge, tooSlow, toSourceError } from './fetch-failure.ts'
import { fileNameIn } from './file-name.ts'
import { type GuardProxy, openGuardProxy } from './guard-proxy.ts'
import { createGuardedConnector, type Lookup } from './guarded-connector.ts'
import { openProxyTunnels } from './proxy-tunnels.ts'

/** What is known of an answer before its body is read. */
interface ResponseHead extends ContentType {
  /** After redirects, without fragment. */
  readonly url: URL
  /** What a browser would save it as, where the server says. */
  readonly fileName?: string
}

interface FetchedBody extends ResponseHead {
  /** With the transfer compression undone. */
  readonly bytes: Uint8Array
}

export interface BodyLimits {
  readonly wireBytes: number
  readonly decodedBytes: number
  /** From now until the last byte; undefined leaves what remains of the time for the whole fetch. */
  readonly timeMs?: number
}

/** What is asked for besides the address. Nothing of it goes on to where a redirect leads, except what is accepted. */
export interface FetchRequest {
  /** Sent with POST; undefined: GET. */
  readonly body?: string | undefined
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

export interface GuardedClient {
  /**
   * Fetches an http(s) address, following redirects. `admit` sees the head of the final answer and says how much
   * of a body to take, or throws to leave it unread. `location` is what errors call it: the address, unless said otherwise.
   * @throws SourceError naming `location`; the signal's reason when the caller aborted
   */
  fetch(
    address: string,
    options: {
      readonly location?: string
      readonly admit: (head: ResponseHead) => BodyLimits
      readonly request?: FetchRequest | undefined
      /** Told where each redirect leads before that is asked; what it throws ends the fetch. */
      readonly onRedirect?: ((url: URL) => void) | undefined
      readonly signal?: AbortSignal | undefined
    },
  ): Promise<FetchedBody>
  /**
   * A way for a program that fetches by itself, under the same rules: to be closed by who opens it.
   * @param mostBytes how much may come
   */
  openProxy(mostBytes: number): Promise<GuardProxy>
  /** Closes all connections; running fetches fail. */
  close(): Promise<void>
}

type RequestOptions = Pick<Dispatcher.RequestOptions, 'body'> & {
  readonly headers: Readonly<Record<string, string>>
  readonly method?: 'POST'
}

const redirectStatuses = new Set([301, 302, 303, 307, 308])

/** An HTTP client for addresses that strangers give: see `createGuardedConnector` and `checkUrl` for what it refuses. */
export function createGuardedClient(options: {
  readonly allowHosts: readonly string[]
  readonly lookup: Lookup
  readonly limits: ReadLimits
  readonly timers: Timers
  readonly userAgent: string
  /** Of an HTTP proxy, with its password. */
  readonly proxy?: URL | undefined
  /** Who dials instead of the guarded connector: for tests, where local servers stand for sites. */
  readonly connector?: buildConnector.connector | undefined
}): GuardedClient {
  const { limits, timers, userAgent } = options
  const allowedHosts = parseAllowedHosts(options.allowHosts)
  const timeoutMs = limits.idleTimeMs
  const proxy = options.proxy && openProxyTunnels(options.proxy, timeoutMs)
  const connector =
    options.connector ?? createGuardedConnector({ allowedHosts, lookup: options.lookup, timeoutMs, proxy })
  const agent = new Agent({
    connect: connector,
    // The deadline of each fetch watches both.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  const headers = { 'user-agent': userAgent, accept: '*/*', 'accept-encoding': acceptEncoding }

  /** Follows redirects to the first answer that is none. */
  async function follow(
    address: string,
    {
      location,
      deadline,
      request: asked = {},
      onRedirect,
    }: {
      readonly location: string
      readonly deadline: Deadline
      readonly request?: FetchRequest | undefined
      readonly onRedirect?: ((url: URL) => void) | undefined
    },
  ) {
    const visited = new Set<string>()
    let url = checkUrl(address, { location, allowedHosts })
    let sent: RequestOptions = {
      headers: { ...headers, ...asked.headers, 'user-agent': userAgent },
      ...(asked.body !== undefined && { method: 'POST', body: asked.body }),
    }
    while (!visited.has(url.href) && visited.size <= limits.redirects) {
      visited.add(url.href)
      const response = await request(url, { dispatcher: agent, ...sent, signal: deadline.signal })
      deadline.heard()
      const target = redirectTarget(response)
      if (target === undefined) return { url, response }
      discard(response)
      sent = { headers: { ...headers, accept: asked.headers?.['accept'] ?? headers.accept } }
      url = checkUrl(target, { location, base: url, allowedHosts })
      onRedirect?.(url)
    }
    throw new SourceError({ reason: 'too_many_redirects', values: {} }, location)
  }

  return {
    async fetch(address, { location = address, admit, request: asked, onRedirect, signal }) {
      const onTimeout = () => tooSlow(location)
      const deadline = startDeadline({ ...limits, timers, onTimeout, signal })
      try {
        const { url, response } = await follow(address, { location, deadline, request: asked, onRedirect })
        return await readBody({ location, url, response, admit, deadline })
      } catch (error) {
        // Once aborted, what was thrown is only the echo of it.
        deadline.signal.throwIfAborted()
        throw toSourceError(error, location)
      } finally {
        deadline.clear()
      }
    },
    openProxy: (mostBytes) => openGuardProxy({ connector, allowedHosts, mostBytes }),
    close: async () => {
      await agent.destroy()
      await proxy?.close()
    },
  }
}

async function readBody(answer: {
  location: string
  url: URL
  response: Dispatcher.ResponseData
  admit: (head: ResponseHead) => BodyLimits
  deadline: Deadline
}): Promise<FetchedBody> {
  const { location, url, response, admit, deadline } = answer
  try {
    const { statusCode } = response
    if (statusCode < 200 || statusCode > 299)
      throw badStatus(location, statusCode, await isChallenge(response))
    const fileName = fileNameIn(header(response, 'content-disposition'))
    const head = {
      url,
      ...parseContentType(header(response, 'content-type')),
      ...(fileName !== undefined && { fileName }),
    }
    const { wireBytes, decodedBytes, timeMs } = admit(head)
    if (timeMs !== undefined) deadline.restart(timeMs)
    if (Number(header(response, 'content-length') ?? 0) > wireBytes) throw tooLarge(location, wireBytes)
    const body = await collectBytes(heardBy(deadline, response.body), wireBytes)
    if (body === undefined) throw tooLarge(location, wireBytes)
    return {
      ...head,
      bytes: await decodeBody(location, body, header(response, 'content-encoding'), decodedBytes),
    }
  } finally {
    discard(response)
  }
}

async function* heardBy(deadline: Deadline, body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  for await (const chunk of body) {
    deadline.heard()
    yield chunk
  }
}

async function decodeBody(
  location: string,
  body: Uint8Array,
  contentEncoding: string | undefined,
  ceilingBytes: number,
): Promise<Uint8Array> {
  if (contentEncoding === undefined || body.byteLength === 0) return body
  const decoded = await decodeContent(body, contentEncoding, ceilingBytes)
  switch (decoded.outcome) {
    case 'decoded':
      return decoded.bytes
    case 'too_large':
      throw tooLarge(location, ceilingBytes)
    case 'unknown_encoding':
      throw new SourceError({ reason: 'undecodable', values: {} }, location, { detail: decoded.encoding })
    case 'broken':
      throw new SourceError({ reason: 'undecodable', values: {} }, location, {
        detail: contentEncoding,
        cause: decoded.cause,
      })
    default:
      return decoded satisfies never
  }
}

/** Challenges come as small pages, also where "too busy" or "not allowed" is what their status says. */
const challengeStatuses = new Set([400, 405, 406, 418, 420, 429, 503])
const challengeMaxBytes = 256 * 1024
const challengeMarks =
  /cdn-cgi\/challenge-platform|cf-browser-verification|_cf_chl_opt|<title>Just a moment|g-recaptcha|h-captcha|captcha-delivery|awswaf|_Incapsula_|\bKPSDK\b|px-captcha|Security Checkpoint|anubis_challenge|unusual traffic from|verify(ing)? (that )?you(?: are|['’]re) (not )?(a )?(human|robot)/i

/** Cloudflare marks its challenges: https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/ (2026-11) */
async function isChallenge(response: Dispatcher.ResponseData): Promise<boolean> {
  if (header(response, 'cf-mitigated') === 'challenge') return true
  if (!challengeStatuses.has(response.statusCode)) return false
  const page = await collectBytes(response.body, challengeMaxBytes)
  return page !== undefined && challengeMarks.test(Buffer.from(page).toString('latin1'))
}

function redirectTarget(response: Dispatcher.ResponseData): string | undefined {
  return redirectStatuses.has(response.statusCode) ? header(response, 'location') : undefined
}

function header(response: Dispatcher.ResponseData, name: string): string | undefined {
  const value = response.headers[name]
  return Array.isArray(value) ? value[0] : value
}

/** Drops an unread body together with its connection; a body that was read to its end is left as it is. */
function discard({ body }: Dispatcher.ResponseData): void {
  body.on('error', () => undefined)
  body.destroy()
}
