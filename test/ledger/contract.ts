import { describe } from 'vitest'
import type { ConfiguredBudgets } from '../../src/ledger/budget-limit.ts'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import type { OutboxStore } from '../../src/outbox/outbox-store.ts'
import { describeAlerts } from './contract/alerts.ts'
import { describeBooking } from './contract/booking.ts'
import { describeBudgets } from './contract/budgets.ts'
import { describeCorrections } from './contract/corrections.ts'
import { describeEndedHolds } from './contract/ended-holds.ts'
import { describeIdempotency } from './contract/idempotency.ts'
import { describeLimits } from './contract/limits.ts'
import { describeManagerBudgets } from './contract/manager-budgets.ts'
import { describeMilestones } from './contract/milestones.ts'
import { describeModelRecords } from './contract/model-records.ts'
import { describeRecords } from './contract/records.ts'
import { describeReports } from './contract/reports.ts'
import { describeTimeZones } from './contract/time-zones.ts'
import { describeUnresolved } from './contract/unresolved.ts'

interface BooksOptions {
  readonly configuredBudgets?: ConfiguredBudgets
  readonly timeZone?: string
}

/** Books that a store keeps; what a test opens is closed and taken away after it. */
interface Books {
  readonly ledger: LedgerStore
  /** A further store on the same books, as another process would open it. */
  openAnother(options?: BooksOptions): Promise<LedgerStore>
}

export type OpenBooks = (options?: BooksOptions) => Promise<Books>

/** Books beside which there is an outbox. */
interface ToldBooks extends Books {
  /** Of the same store: hands out the alerts that the ledger writes. */
  readonly outbox: OutboxStore
}

export type OpenToldBooks = (options?: BooksOptions) => Promise<ToldBooks>

/** Books that can be copied as a whole. */
interface CopiedBooks extends Books {
  /** A store on a copy that {@link LedgerStore.backup} wrote. */
  openCopy(path: string): Promise<LedgerStore>
  /** Where a copy may be written. */
  readonly copyPath: string
}

export type OpenCopiedBooks = (options?: BooksOptions) => Promise<CopiedBooks>

/** What every ledger store must do, whatever it keeps the books in. */
export function describeLedgerContract(name: string, openBooks: OpenToldBooks): void {
  describe(name, () => {
    describeBooking(openBooks)
    describeEndedHolds(openBooks)
    describeIdempotency(openBooks)
    describeCorrections(openBooks)
    describeLimits(openBooks)
    describeBudgets(openBooks)
    describeManagerBudgets(openBooks)
    describeAlerts(openBooks)
    describeMilestones(openBooks)
    describeModelRecords(openBooks)
    describeReports(openBooks)
    describeTimeZones(openBooks)
    describeRecords(openBooks)
    describeUnresolved(openBooks)
  })
}
