import { it } from 'vitest'
import { proveKilledWorkflows } from '../support/proofs/killed-workflows.ts'

it('workflows keep books and checkpoints right through 200 kills', () => proveKilledWorkflows({ kills: 200 }))
