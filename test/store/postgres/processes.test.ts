import { it } from 'vitest'
import { booksOnPostgres, proveKilledLedgerProcesses } from '../../support/proofs/killed-ledger-processes.ts'
import { proveProcessesUnderOneLimit } from '../../support/proofs/processes-under-one-limit.ts'

it('two processes on one Postgres admit exactly 500 of 700 holds of a cent under 5.00', () =>
  proveProcessesUnderOneLimit({ processes: 2, holdsEach: 350 }))

it('processes that are killed on one Postgres lose nothing that was acknowledged', () =>
  proveKilledLedgerProcesses({ kills: 4, openBooks: booksOnPostgres }))
