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
