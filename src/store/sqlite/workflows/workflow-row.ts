import type { Workflow, WorkflowRequest } from '../../../orchestrator/workflow.ts'
import { readFailure } from '../../../orchestrator/workflow-failure.ts'
import type { workflows } from './schema.ts'

/** What is asked for, in columns. */
export function toColumns(request: WorkflowRequest) {
  return { ...request, user: request.user ?? '', channel: request.channel ?? '' }
}

export function toWorkflow({ process: _, ...row }: typeof workflows.$inferSelect): Workflow {
  return {
    ...row,
    user: row.user || undefined,
    channel: row.channel || undefined,
    maxCostNanoUsd: row.maxCostNanoUsd ?? undefined,
    basedOn: row.basedOn ?? undefined,
    replyTo: row.replyTo ?? undefined,
    endedAtMs: row.endedAtMs ?? undefined,
    costNanoUsd: row.costNanoUsd ?? undefined,
    title: row.title ?? undefined,
    refusal: row.refusal ?? undefined,
    failure: row.failure ? readFailure(row.failure) : undefined,
  }
}
