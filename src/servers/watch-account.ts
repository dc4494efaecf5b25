import { parseUsd } from '../money/nano-usd.ts'

const prefix = 'watch_'

/**
 * In whose name a server's watched channels are read: a user of no person, so that the ledger holds what is read unasked to a daily
 * limit of its own, beside those of the server.
 */
export function watchAccountOf(server: string): string {
  return `${prefix}${server}`
}

export function isWatchAccount(user: string): boolean {
  return user.startsWith(prefix)
}

/** A day's limit of a server's watched channels, unless its managers set another. */
export const usualWatchBudgetNanoUsd = parseUsd('1')
