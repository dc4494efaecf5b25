import { expect, it } from 'vitest'
import { proveHourOfTraffic } from '../../support/proofs/hour-of-traffic.ts'
import { proveManyMembers } from '../../support/proofs/many-members.ts'

it('answers 20 members of 4 servers who ask at once, and finishes all', () =>
  proveManyMembers({ members: 20, servers: 4 }))

it('goes through an hour of a few members without an invalid request', async () => {
  const figures = await proveHourOfTraffic({ members: 8, servers: 4, firstAnswerMs: 60_000 })
  expect(figures).toMatchObject({ actions: 8, invalidRequests: 0 })
  expect(figures.runs).toBeGreaterThan(2)
})
