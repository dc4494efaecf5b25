import { it } from 'vitest'
import { proveFleetOverDiscord } from '../../support/proofs/fleet-over-discord.ts'

it('two gateways and two workers answer each run once, show how it gets on, and cancel for each other', () =>
  proveFleetOverDiscord({ workers: 2, servers: 4, runs: 12, cancelled: 2 }))
