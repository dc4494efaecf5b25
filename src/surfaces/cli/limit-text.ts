import type { LimitState } from '../../ledger/limit-state.ts'
import { formatUsd, toFixedUsd } from '../../money/format.ts'
import { type NanoUsd, parseUsd } from '../../money/nano-usd.ts'

/** A limit for people: `$1.50` when whole cents say it all, else every digit. */
export function limitText(amount: NanoUsd): string {
  return formatUsd(amount, parseUsd(toFixedUsd(amount, 2)) === amount ? 'short' : 'exact')
}

/** Which limit it is, to begin a sentence with. */
export function limitName({
  kind,
  subject,
  period,
}: Pick<LimitState, 'kind' | 'subject' | 'period'>): string {
  if (period) return `The ${period}'s budget of ${subject}`
  return kind === 'task' ? `The limit of the task ${subject.split('/').at(-1)}` : 'The limit of this run'
}
