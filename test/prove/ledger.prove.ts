import { it } from 'vitest'
import { openBooksAt } from '../support/postgres/postgres-books.ts'
import { temporaryDatabase } from '../support/postgres/temporary-database.ts'
import { booksOnPostgres, proveKilledLedgerProcesses } from '../support/proofs/killed-ledger-processes.ts'
import { proveKilledPostgres } from '../support/proofs/killed-postgres.ts'
import { proveProcessesUnderOneLimit } from '../support/proofs/processes-under-one-limit.ts'
import { proveRandomOperations } from '../support/proofs/random-operations.ts'

it('the ledger answers 100,000 random operations as plain sums foretell, and keeps the same balances', () =>
  proveRandomOperations({ operations: 100_000 }))

it('the ledger on Postgres does so too, with 50,000', () =>
  proveRandomOperations({
    operations: 50_000,
    openLedger: async () => openBooksAt(await temporaryDatabase()),
  }))

it('the ledger loses nothing that was acknowledged and leaves nothing pending through 60 kills', () =>
  proveKilledLedgerProcesses({ kills: 60 }))

it('the ledger on Postgres loses nothing through 60 kills of the processes that work on it', () =>
  proveKilledLedgerProcesses({ kills: 60, openBooks: booksOnPostgres }))

it('eight processes on one Postgres admit exactly 500 of 8,000 holds of a cent under 5.00', () =>
  proveProcessesUnderOneLimit({ processes: 8, holdsEach: 1_000 }))

it('what the ledger has acknowledged is in the books once through 20 kills of processes of Postgres', () =>
  proveKilledPostgres({ kills: 20, kill: (server) => server.killOne() }))

it('the same, when all of Postgres is killed 20 times and started anew', () =>
  proveKilledPostgres({ kills: 20, kill: (server) => server.crash() }))
