import { customType } from 'drizzle-orm/sqlite-core'
import type { NanoUsd } from '../../money/nano-usd.ts'

/** INTEGER read as bigint: nano-USD. The connection reads every integer as bigint. */
export const nanoUsd = customType<{ data: NanoUsd; driverData: bigint }>({
  dataType: () => 'integer',
  toDriver: (value) => value,
  fromDriver: (value) => BigInt(value),
})

/** INTEGER read as number: counts, revisions and epoch milliseconds, all below 2^53. */
export const whole = customType<{ data: number; driverData: bigint }>({
  dataType: () => 'integer',
  toDriver: (value) => BigInt(value),
  fromDriver: (value) => Number(value),
})

/** INTEGER 0 or 1. */
export const flag = customType<{ data: boolean; driverData: bigint }>({
  dataType: () => 'integer',
  toDriver: (value) => (value ? 1n : 0n),
  fromDriver: (value) => value !== 0n,
})

/** TEXT holding JSON of `T`. */
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
