import type { NanoUsd } from '../../money/nano-usd.ts'
import type { Entry } from '../entry.ts'
import { type BalanceChange, type Counted, lifetimeAccount, scopeAccount } from './accounts.ts'
import type { BooksView, Changes } from './decision.ts'
import { milestonePassed } from './milestones.ts'
import { alertsToRaise } from './thresholds.ts'

type BookingChanges = Required<Pick<Changes, 'entries'>> & Pick<Changes, 'balances' | 'alerts' | 'milestone'>

/**
 * What follows from new lines for one call: every account that it counts in gains their sum, and frees what was
 * held for it. A charge of 0.03 on a hold of 0.05 adds 0.03 to spent and takes 0.05 from held in each account; its
 * correction to 0.02 is a line of -0.03 and one of 0.02, which take 0.01 from spent. The last line, if it costs
 * anything, may cross thresholds and pass a milestone.
 *
 * @param lines in order; all for the same attribution, moment and scopes.
 * @param followedByNanoUsd what is booked next for the same: what they cross together is crossed now.
 */
export function bookingOf(
  books: BooksView,
  lines: readonly [...Entry[], Entry],
  releasedNanoUsd: NanoUsd,
  followedByNanoUsd: NanoUsd = 0n,
): BookingChanges {
  if (releasedNanoUsd === 0n && lines.every(({ amountNanoUsd }) => amountNanoUsd === 0n))
    return { entries: lines }
  const last = lines.at(-1) ?? lines[0]
  const sumNanoUsd = lines.reduce((sum, { amountNanoUsd }) => sum + amountNanoUsd, 0n)
  const accounts = books.subjectAccountsOf(last, last.heldAtMs)
  const crossed = last.amountNanoUsd > 0n ? accounts : []
  return {
    entries: lines,
    balances: [
      {
        accounts: [...accounts, ...last.scopes.map(scopeAccount)],
        change: { spentNanoUsd: sumNanoUsd, heldNanoUsd: -releasedNanoUsd },
      },
      { accounts: [lifetimeAccount], change: { spentNanoUsd: sumNanoUsd, heldNanoUsd: 0n } },
    ],
    alerts: alertsToRaise(books, crossed, sumNanoUsd + followedByNanoUsd, last.bookedAtMs),
    milestone: milestoneOf(books, sumNanoUsd, last, followedByNanoUsd),
  }
}

/** What setting money aside for a call, or giving it back, changes in every account that it counts in. */
export function heldChanges(books: BooksView, held: Counted, heldNanoUsd: NanoUsd): readonly BalanceChange[] {
  if (heldNanoUsd === 0n) return []
  const accounts = [...books.subjectAccountsOf(held, held.heldAtMs), ...held.scopes.map(scopeAccount)]
  return [{ accounts, change: { spentNanoUsd: 0n, heldNanoUsd } }]
}

function milestoneOf(
  books: BooksView,
  sumNanoUsd: NanoUsd,
  { amountNanoUsd, bookedAtMs }: Entry,
  followedByNanoUsd: NanoUsd,
): Changes['milestone'] {
  const afterNanoUsd = books.balanceOf(lifetimeAccount).spentNanoUsd + sumNanoUsd
  const dollars = milestonePassed(afterNanoUsd - amountNanoUsd, afterNanoUsd + followedByNanoUsd, () =>
    books.highestMilestoneUsd(),
  )
  return dollars === undefined ? undefined : { dollars, atMs: bookedAtMs }
}
