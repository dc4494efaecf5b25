import { it } from 'vitest'
import { proveFleetOverDiscord } from '../../support/proofs/fleet-over-discord.ts'

it('two gateways and a worker answer each run once, show how it gets on, and cancel for each other', () =>
  proveFleetOverDiscord({ workers: 1, servers: 4, runs: 12, cancelled: 2 }))
