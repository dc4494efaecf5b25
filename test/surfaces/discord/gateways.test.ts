import { it } from 'vitest'
import { proveFleetOverDiscord } from '../../support/proofs/fleet-over-discord.ts'
import { allVictims, proveKilledFleet } from '../../support/proofs/killed-fleet.ts'

it('two gateways and a worker answer each run once, show how it gets on, and cancel for each other', () =>
  proveFleetOverDiscord({ workers: 1, servers: 4, runs: 8, cancelled: 1 }))

it('every served call is in the books once, and every run is answered once, whatever of a fleet is killed', () =>
  proveKilledFleet({ victims: allVictims, kills: allVictims.length }))
