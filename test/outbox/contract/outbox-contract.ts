import { describe } from 'vitest'
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import type { WorkflowStore } from '../../../src/orchestrator/workflow-store.ts'
import type { OutboxStore } from '../../../src/outbox/outbox-store.ts'
import type { ReportScheduleStore } from '../../../src/outbox/report-schedule.ts'
import { describeClaims } from './claims.ts'
import { describeContents } from './contents.ts'
import { describeLocales } from './locales.ts'
import { describeOverview } from './overview.ts'
import { describeReportSchedules } from './report-schedules.ts'
import { describeReceipts, describeResults } from './results.ts'

/** An outbox with the store of the runs that post to it. */
export interface OutboxStores {
  readonly workflows: WorkflowStore
  readonly outbox: OutboxStore
  readonly reportSchedules: ReportScheduleStore
}

/** The same with the books that post to it. */
interface OutboxWithBooks extends OutboxStores {
  readonly ledger: LedgerStore
}

type Opener<T> = () => Promise<
  T & {
    /** The same as another living process has it. */
    openAnother(): Promise<T>
    /** The same as a process has it that finds all others dead. */
    openSurvivor(): Promise<T>
  }
>

export type OpenOutbox = Opener<OutboxStores>
export type OpenOutboxWithBooks = Opener<OutboxWithBooks>

/** What every outbox store must do, whatever it keeps the parcels in. */
export function describeOutboxContract(name: string, open: OpenOutboxWithBooks): void {
  describe(name, () => {
    describeContents(open)
    describeClaims(open)
    describeResults(open)
    describeReceipts(open)
    describeLocales(open)
    describeOverview(open)
    describeReportSchedules(open)
  })
}
