import { describe } from 'vitest'
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import type { WorkflowStore } from '../../../src/orchestrator/workflow-store.ts'
import type { OutboxStore } from '../../../src/outbox/outbox-store.ts'
import { describeClaims } from './claims.ts'
import { describeContents } from './contents.ts'
import { describeLocales } from './locales.ts'
import { describeResults } from './results.ts'

/** An outbox with the stores that post to it. */
export interface OutboxStores {
  readonly ledger: LedgerStore
  readonly workflows: WorkflowStore
  readonly outbox: OutboxStore
}

interface OpenedOutbox extends OutboxStores {
  /** The same as another living process has it. */
  openAnother(): Promise<OutboxStores>
  /** The same as a process has it that finds all others dead. */
  openSurvivor(): Promise<OutboxStores>
}

export type OpenOutbox = () => Promise<OpenedOutbox>

/** What every outbox store must do, whatever it keeps the parcels in. */
export function describeOutboxContract(name: string, open: OpenOutbox): void {
  describe(name, () => {
    describeContents(open)
    describeClaims(open)
    describeResults(open)
    describeLocales(open)
  })
}
