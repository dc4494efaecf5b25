import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Attribution } from '../ledger/attribution.ts'
import { directMessagesSubject, type Subject } from '../ledger/subject.ts'

/** A key that another program spends with. */
export interface ClientKey {
  readonly id: string
  readonly name: string | undefined
  /** Whose money it spends: a tenant, or a user. */
  readonly subject: Subject
  readonly createdAtMs: number
  readonly revokedAtMs: number | undefined
}

/** A key as it is kept: of its secret the hash alone. */
export interface StoredClientKey extends ClientKey {
  /** SHA-256 of the whole key, as hexadecimal digits. The secret has 256 random bits, which nobody guesses from it. */
  readonly hash: string
}

export interface ClientKeyStore {
  add(key: StoredClientKey): Promise<void>
  find(id: string): Promise<StoredClientKey | undefined>
  /** Oldest first, those that are revoked included. */
  list(): Promise<readonly ClientKey[]>
  /** Takes effect with the next request of every process. False when there is no such key, or it is revoked already. */
  revoke(id: string, atMs: number): Promise<boolean>
}

const form = /^aik_([0-9a-f]{16})_[\w-]{43}$/

/** A new key and what is kept of it: the key itself is told once. */
export function newClientKey(of: Pick<ClientKey, 'name' | 'subject' | 'createdAtMs'>): {
  readonly key: string
  readonly stored: StoredClientKey
} {
  const id = randomBytes(8).toString('hex')
  const key = `aik_${id}_${randomBytes(32).toString('base64url')}`
  return { key, stored: { ...of, id, revokedAtMs: undefined, hash: hashOf(key).toString('hex') } }
}

/** The key that a text is, if it is one and not revoked. */
export async function authenticate(
  text: string,
  keys: Pick<ClientKeyStore, 'find'>,
): Promise<ClientKey | undefined> {
  const [, id] = form.exec(text) ?? []
  const stored = id === undefined ? undefined : await keys.find(id)
  if (!stored || stored.revokedAtMs !== undefined) return undefined
  const { hash, ...key } = stored
  return timingSafeEqual(hashOf(text), Buffer.from(hash, 'hex')) ? key : undefined
}

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(hashOf(given), hashOf(expected))
}

/** For whom a key spends; undefined for a subject that nobody spends as, such as the whole bot. A user's calls count as their direct messages. */
export function spenderOf(subject: Subject): Pick<Attribution, 'tenant' | 'user'> | undefined {
  switch (subject.kind) {
    case 'bot':
      return undefined
    case 'user':
      return { tenant: directMessagesSubject(subject.user).name, user: subject.user }
    case 'tenant':
      if (subject.place === 'default') return undefined
      return {
        tenant: subject.name,
        ...(subject.place === 'direct_messages' && { user: subject.user }),
      }
    default:
      return subject satisfies never
  }
}

/** The account under which the books keep what a key has spent. */
export function accountOf({ id }: Pick<ClientKey, 'id'>): string {
  return `key_${id}`
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
