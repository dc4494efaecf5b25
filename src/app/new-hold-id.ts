import { randomUUIDv7 } from 'node:crypto'

/**
 * Ids that begin with the moment they are made at: what is written together stands together in the indexes of the books, at their end, and
 * is not spread over all of their pages.
 */
export function newHoldId(): string {
  return `hold_${randomUUIDv7()}`
}
