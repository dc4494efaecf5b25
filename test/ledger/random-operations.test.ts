import { it } from 'vitest'
import { proveRandomOperations } from '../support/proofs/random-operations.ts'

it('answers 5,200 random operations as plain sums foretell, and keeps the same balances', () =>
  proveRandomOperations({ operations: 5_200 }))
