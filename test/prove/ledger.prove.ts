import { it } from 'vitest'
import { proveKilledLedgerProcesses } from '../support/proofs/killed-ledger-processes.ts'
import { proveRandomOperations } from '../support/proofs/random-operations.ts'

it('the ledger answers 100,000 random operations as plain sums foretell, and keeps the same balances', () =>
  proveRandomOperations({ operations: 100_000 }))

it('the ledger loses nothing that was acknowledged and leaves nothing pending through 60 kills', () =>
  proveKilledLedgerProcesses({ kills: 60 }))
