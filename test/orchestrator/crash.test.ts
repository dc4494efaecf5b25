import { it } from 'vitest'
import { proveKilledWorkflows } from '../support/proofs/killed-workflows.ts'

it('keeps books and checkpoints right through a dozen kills', () => proveKilledWorkflows({ kills: 12 }))
