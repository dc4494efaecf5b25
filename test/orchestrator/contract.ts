import { describe } from 'vitest'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import type { WorkflowStore } from '../../src/orchestrator/workflow-store.ts'
import { describeCancels } from './contract/cancels.ts'
import { describeCheckpoints } from './contract/checkpoints.ts'
import { describeClaims } from './contract/claims.ts'
import { describeEnds } from './contract/ends.ts'
import { describeFencing } from './contract/fencing.ts'
import { describeLists } from './contract/lists.ts'
import { describeRequests } from './contract/requests.ts'
import { describeTurns } from './contract/turns.ts'

/** A store as one process has it. */
export interface StoreOfProcess {
  readonly workflows: WorkflowStore
  /** From now on the process is dead for all others; its store is not used any more. */
  die(): void | Promise<void>
}

/** A store with the books that it is in. */
interface BooksOfProcess extends StoreOfProcess {
  readonly ledger: LedgerStore
}

type Opener<T> = () => Promise<T & { openAnother(): Promise<T> }>

/** A store of its own for a test; `openAnother` opens the same as another process would. */
export type OpenWorkflows = Opener<StoreOfProcess>
export type OpenBooks = Opener<BooksOfProcess>

/** What every workflow store must do, whatever it keeps the workflows in. */
export function describeWorkflowContract(name: string, open: OpenBooks): void {
  describe(name, () => {
    describeRequests(open)
    describeClaims(open)
    describeEnds(open)
    describeCancels(open)
    describeFencing(open)
    describeCheckpoints(open)
    describeLists(open)
    describeTurns(open)
  })
}
