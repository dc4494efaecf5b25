import { it } from 'vitest'
import { proveFleetOverDiscord } from '../support/proofs/fleet-over-discord.ts'
import { allVictims, proveKilledFleet } from '../support/proofs/killed-fleet.ts'

it('two gateways and three workers answer each of 500 runs once, show how it gets on, and cancel for each other', () =>
  proveFleetOverDiscord({ workers: 3, servers: 10, runs: 500, cancelled: 20 }))

it.each(allVictims)('every served call is in the books once through 20 kills in mid-run: %s', (victim) =>
  proveKilledFleet({ victims: [victim], kills: 20 }),
)
