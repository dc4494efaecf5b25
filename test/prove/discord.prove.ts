import { it } from 'vitest'
import { proveManyMembers } from '../support/proofs/many-members.ts'

it('the bot answers 200 members of 20 servers who ask at once, each within the 3 seconds of Discord, and finishes all', () =>
  proveManyMembers({ members: 200, servers: 20, discord: { firstAnswerMs: 3_000 } }))
