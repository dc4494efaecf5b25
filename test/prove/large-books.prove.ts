import { it } from 'vitest'
import { proveShortBlocks } from '../support/proofs/short-blocks.ts'

it('books of a million entries are verified, copied, exported, reported and moved between time zones while others go on', () =>
  proveShortBlocks({ entries: 1_000_000 }))
