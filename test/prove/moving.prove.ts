import { it } from 'vitest'
import { proveMovedBooks } from '../support/proofs/moved-books.ts'

it('a million entries are moved to Postgres and back through kills, and every report is the same', () =>
  proveMovedBooks({ entries: 1_000_000, kills: 3 }))
