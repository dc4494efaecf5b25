import {
  authenticate,
  type ClientKey,
  type ClientKeyStore,
  isSameSecret,
  spenderOf,
} from '../../../access/client-keys.ts'
import type { HttpSettings } from '../../../app/settings/http-settings.ts'
import type { Attribution } from '../../../ledger/attribution.ts'

/**
 * Who asks, and so what they may see: the operator everything, a manager what is of the servers that they manage, a key what is of its own
 * tenant. An owner of the bot who has logged in with Discord is the operator.
 */
export type Caller =
  | { readonly kind: 'operator'; readonly discord?: DiscordUser }
  | {
      readonly kind: 'manager'
      readonly discord: DiscordUser
      readonly servers: readonly ManagedServer[]
    }
  | {
      readonly kind: 'key'
      readonly key: ClientKey
      readonly spender: Pick<Attribution, 'tenant' | 'user'>
    }

/** Somebody who has logged in with Discord. */
export interface DiscordUser {
  /** The user's id. */
  readonly user: string
  readonly name: string
  readonly accessToken: string
  /** When Discord has last said what they manage. */
  readonly checkedAtMs: number
}

export interface ManagedServer {
  readonly tenant: string
  readonly name: string
}

/** What a caller is told from others by; undefined: the operator, whose machine it is. */
export function callerName(caller: Caller): string | undefined {
  switch (caller.kind) {
    case 'operator':
      return undefined
    case 'manager':
      return `user_${caller.discord.user}`
    case 'key':
      return `key_${caller.key.id}`
    default:
      return caller satisfies never
  }
}

export interface Credentials {
  readonly authorization: string | undefined
  /** As Anthropic's clients send a key. */
  readonly apiKey?: string | undefined
  /** Of a browser that has logged in. */
  readonly session?: string | undefined
}

/** The caller of a request; undefined for credentials that are nobody's, and for none where some are needed. */
export async function callerOf(
  { authorization, apiKey, session }: Credentials,
  { token, isOpen }: Pick<HttpSettings, 'token' | 'isOpen'>,
  {
    keys,
    sessions,
  }: {
    readonly keys: Pick<ClientKeyStore, 'find'>
    readonly sessions: { readonly find: (secret: string) => Caller | undefined }
  },
): Promise<Caller | undefined> {
  const [, bearer] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? []
  const given = bearer ?? apiKey
  if (given === undefined) {
    if (authorization !== undefined) return undefined
    const loggedIn = session === undefined ? undefined : sessions.find(session)
    if (loggedIn?.kind === 'key') return (await isInForce(loggedIn.key, keys)) ? loggedIn : undefined
    return loggedIn ?? (isOpen ? { kind: 'operator' } : undefined)
  }
  if (token !== undefined && isSameSecret(given, token)) return { kind: 'operator' }
  const key = await authenticate(given, keys)
  const spender = key && spenderOf(key.subject)
  return key && spender && { kind: 'key', key, spender }
}

/** A key may be taken back while somebody is logged in with it. */
async function isInForce({ id }: ClientKey, keys: Pick<ClientKeyStore, 'find'>): Promise<boolean> {
  const stored = await keys.find(id)
  return stored !== undefined && stored.revokedAtMs === undefined
}
