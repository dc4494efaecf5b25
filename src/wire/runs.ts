import { z } from 'zod'
import { depths } from '../ledger/attribution.ts'
import { type Workflow, workflowStates } from '../orchestrator/workflow.ts'
import { instant, usd } from './fields.ts'

/** A run in a list. */
const runForm = z.strictObject({
  workflow: z.string(),
  state: z.enum(workflowStates),
  depth: z.enum(depths),
  tenant: z.string(),
  user: z.string().nullable(),
  source: z.string(),
  title: z.string().nullable(),
  /** When it last ended. */
  cost: usd.nullable(),
  created_at: instant,
  ended_at: instant.nullable(),
})
export const runsForm = z.array(runForm)
export type RunsJson = z.input<typeof runsForm>

export function runsToJson(workflows: readonly Workflow[]): RunsJson {
  return z.encode(
    runsForm,
    workflows.map((workflow) => ({
      workflow: workflow.id,
      state: workflow.state,
      depth: workflow.depth,
      tenant: workflow.tenant,
      user: workflow.user ?? null,
      source: workflow.location.address,
      title: workflow.title ?? null,
      cost: workflow.costNanoUsd ?? null,
      created_at: workflow.createdAtMs,
      ended_at: workflow.endedAtMs ?? null,
    })),
  )
}
