import { bigint, customType } from 'drizzle-orm/pg-core'

/** BIGINT read as bigint: nano-USD, exact beyond 2^53. */
export const nanoUsd = (name: string) => bigint(name, { mode: 'bigint' })

/** BIGINT read as number: counts, revisions and epoch milliseconds, all below 2^53. */
export const whole = (name: string) => bigint(name, { mode: 'number' })

/** TEXT holding JSON of `T`: unlike `jsonb` it takes whatever a string may hold, and keeps the order of keys. */
export function json<T>(name: string) {
  return customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (value) => JSON.parse(value) as T,
  })(name)
}

/** TEXT holding JSON of `T`, whose bigints are money and named `…NanoUsd`. */
export function figures<T>(name: string) {
  return customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? `${part}` : part)),
    fromDriver: (value) =>
      JSON.parse(value, (key, part) => (key.endsWith('NanoUsd') && part !== null ? BigInt(part) : part)) as T,
  })(name)
}

/**
 * TEXT of what is handed back as it was, whatever it holds: Postgres keeps all characters but U+0000, which is written as two others,
 * the first of which is doubled where it stands by itself.
 */
export const wholeText = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: toWholeText,
  fromDriver: fromWholeText,
})

export function toWholeText(value: string): string {
  return value.replaceAll('\uE000', '\uE000\uE000').replaceAll('\0', '\uE0000')
}

export function fromWholeText(kept: string): string {
  return kept.replace(/\uE000(.)/gsu, (_, next) => (next === '0' ? '\0' : next))
}

/** BYTEA. */
export const bytes = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
})

/** TEXT of what people and sources say: Postgres keeps all characters but U+0000, in whose place U+FFFD is kept. */
export const words = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => value.replaceAll('\0', '\uFFFD'),
})
