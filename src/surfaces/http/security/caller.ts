import {
  authenticate,
  type ClientKey,
  type ClientKeyStore,
  isSameSecret,
  spenderOf,
} from '../../../access/client-keys.ts'
import type { HttpSettings } from '../../../app/settings/http-settings.ts'
import type { Attribution } from '../../../ledger/attribution.ts'

/** Who asks, and so what they may see: the operator everything, a key what is of its own tenant. */
export type Caller =
  | { readonly kind: 'operator' }
  | {
      readonly kind: 'key'
      readonly key: ClientKey
      readonly spender: Pick<Attribution, 'tenant' | 'user'>
    }

export interface Credentials {
  readonly authorization: string | undefined
  /** As Anthropic's clients send a key. */
  readonly apiKey: string | undefined
}

/** The caller of a request; undefined for credentials that are nobody's, and for none where some are needed. */
export async function callerOf(
  { authorization, apiKey }: Credentials,
  { token }: HttpSettings,
  keys: Pick<ClientKeyStore, 'find'>,
): Promise<Caller | undefined> {
  const [, bearer] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? []
  const given = bearer ?? apiKey
  if (given === undefined)
    return authorization === undefined && token === undefined ? { kind: 'operator' } : undefined
  if (token !== undefined && isSameSecret(given, token)) return { kind: 'operator' }
  const key = await authenticate(given, keys)
  const spender = key && spenderOf(key.subject)
  return key && spender && { kind: 'key', key, spender }
}
