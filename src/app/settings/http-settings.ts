import { isIP } from 'node:net'
import { z } from 'zod'
import { discordFields } from './discord-settings.ts'
import { commaSeparated, httpUrl, wholeNumber } from './fields.ts'

/** How the page, the API and the gateway are reached. */
export interface HttpSettings {
  /** Undefined: nothing listens. */
  readonly port: number | undefined
  readonly host: string
  /** Of the operator. */
  readonly token: string | undefined
  /** There is neither a token nor a log-in: whoever reaches the port, which is then on this machine alone, is the operator. */
  readonly isOpen: boolean
  /** The address that people use, where it is another one than that of the port. */
  readonly publicUrl: string | undefined
  /** Addresses and ranges of addresses (CIDR) of proxies, who are believed when they say whom they ask for. */
  readonly trustedProxies: readonly string[]
  /** Of the API and the page, for each client key and each manager; 0: no limit. */
  readonly requestsPerMinute: number
  /** Of the gateway, for each client key; 0: no limit. */
  readonly gatewayCallsPerMinute: number
  /** Streams of events that each client key and each manager may have open at once; 0: no limit. */
  readonly eventStreams: number
}

const mostPerMinute = 10_000_000
const mostEventStreams = 20_000
const addressOrRange = z
  .string()
  .refine(isAddressOrRange, 'expected addresses or ranges of addresses, such as 127.0.0.1, 10.0.0.0/8')

/** The settings as the environment has them. */
export const httpFields = {
  HTTP_PORT: wholeNumber(0, 65_535).default(3_000),
  HTTP_HOST: z.string().trim().default('127.0.0.1'),
  HTTP_TOKEN: z.string().trim().optional(),
  HTTP_PUBLIC_URL: httpUrl.optional(),
  HTTP_TRUSTED_PROXIES: commaSeparated.pipe(z.array(addressOrRange)).default([]),
  HTTP_REQUESTS_PER_MINUTE: wholeNumber(0, mostPerMinute).default(3_000),
  GATEWAY_CALLS_PER_MINUTE: wholeNumber(0, mostPerMinute).default(12_000),
  HTTP_EVENT_STREAMS: wholeNumber(0, mostEventStreams).default(100),
}

const environment = z.object({ ...httpFields, DISCORD_CLIENT_SECRET: discordFields.DISCORD_CLIENT_SECRET })
type Environment = z.output<typeof environment>

export function httpSettingsOf(settings: Environment): HttpSettings {
  return {
    port: settings.HTTP_PORT === 0 ? undefined : settings.HTTP_PORT,
    host: settings.HTTP_HOST.replace(/^\[(.*)\]$/, '$1'),
    token: settings.HTTP_TOKEN,
    isOpen: !settings.HTTP_TOKEN && !settings.DISCORD_CLIENT_SECRET,
    publicUrl: settings.HTTP_PUBLIC_URL,
    trustedProxies: settings.HTTP_TRUSTED_PROXIES,
    requestsPerMinute: settings.HTTP_REQUESTS_PER_MINUTE,
    gatewayCallsPerMinute: settings.GATEWAY_CALLS_PER_MINUTE,
    eventStreams: settings.HTTP_EVENT_STREAMS,
  }
}

function isAddressOrRange(text: string): boolean {
  const [, address = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const family = isIP(address)
  return family !== 0 && (prefix === undefined || Number(prefix) <= (family === 4 ? 32 : 128))
}

/** What others than this machine could reach without a token or a log-in, a sentence each. */
export function missingHttpToken(settings: Environment): readonly string[] {
  const { port, host, isOpen, publicUrl } = httpSettingsOf(settings)
  if (port === undefined || !isOpen) return []
  const open = [
    ...(isLoopback(host) ? [] : [`HTTP_HOST=${host}`]),
    ...(publicUrl && !isLoopback(new URL(publicUrl).hostname) ? [`HTTP_PUBLIC_URL=${publicUrl}`] : []),
  ]
  return open.map(
    (setting) =>
      `${setting}: others than this machine could reach it, and HTTP_TOKEN is not set. Set it to a long random text, or listen on 127.0.0.1 alone.`,
  )
}

/** Whether a host is this machine and reached from it alone. */
function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1')
  if (name === 'localhost' || name.endsWith('.localhost')) return true
  return isIP(name) === 4 ? name.startsWith('127.') : name === '::1'
}
