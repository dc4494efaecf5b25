import { it } from 'vitest'
import { proveManyMembers } from '../../support/proofs/many-members.ts'

it('answers 20 members of 4 servers who ask at once, and finishes all', () =>
  proveManyMembers({ members: 20, servers: 4 }))
