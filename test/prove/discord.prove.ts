import { expect, it } from 'vitest'
import { allCases, proveFaultOfARun } from '../support/proofs/faults-of-a-run.ts'
import { proveHourOfTraffic } from '../support/proofs/hour-of-traffic.ts'
import { proveKillsOfARun } from '../support/proofs/kills-of-a-run.ts'
import { proveManyMembers } from '../support/proofs/many-members.ts'

it('the bot answers 200 members of 20 servers who ask at once, each within the 3 seconds of Discord, and finishes all', () =>
  proveManyMembers({ members: 200, servers: 20, discord: { firstAnswerMs: 3_000 } }))

it('an hour of 1,000 members on 100 servers: first answers in time, no invalid request, memory flat', async () => {
  const figures = await proveHourOfTraffic({ members: 1_000, servers: 100, firstAnswerMs: 3_000 })
  console.log(figures)
  const [early, late] = figures.heapMegabytes
  expect(figures.slowestAnswerMs).toBeLessThan(3_000)
  expect(figures.invalidRequests).toBe(0)
  expect(late - early).toBeLessThan(20)
})

// A test a row, as the bot of each has to be gone before the next.
it.each(allCases)(
  'a run ends with one answer, paid once, though its request fails: %s, %s',
  async (request, fault) => {
    console.log(await proveFaultOfARun(request, fault))
  },
)

it('a run ends with one answer, paid once, whenever its process is killed, and without a gateway', async () => {
  console.log((await proveKillsOfARun()).join('\n'))
})
