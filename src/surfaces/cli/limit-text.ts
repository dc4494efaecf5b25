import type { LimitState } from '../../ledger/limit-state.ts'
import { besideDollars, type DisplayCurrency } from '../../money/display-currency.ts'
import { formatUsd, type MoneyStyle, toFixedUsd } from '../../money/format.ts'
import { type NanoUsd, parseUsd } from '../../money/nano-usd.ts'

/** A limit for people: `$1.50` when whole cents say it all, else every digit. */
export function limitText(amount: NanoUsd): string {
  return formatUsd(amount, parseUsd(toFixedUsd(amount, 2)) === amount ? 'short' : 'exact')
}

/** An amount with the operator's other currency beside it, where there is one: `$1.50 (≈ €1.38)`. */
export function inBoth(amount: NanoUsd, style: MoneyStyle, currency: DisplayCurrency): string {
  return `${formatUsd(amount, style)}${besideDollars(amount, currency, 'en')}`
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
