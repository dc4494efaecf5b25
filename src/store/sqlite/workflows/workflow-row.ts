import type { Workflow, WorkflowRequest } from '../../../orchestrator/workflow.ts'
import { readFailure } from '../../../orchestrator/workflow-failure.ts'
import { givenToStore, storedGiven } from '../../../sources/given-location.ts'
import type { workflows } from './schema.ts'

/** What is asked for, in columns. */
export function toColumns({ location, user = '', channel = '', ...request }: WorkflowRequest) {
  return {
    ...request,
    user,
    channel,
    ...givenToStore(location),
  }
}

export function toWorkflow({
  process: _process,
  claim: _claim,
  forgottenAtMs: _forgottenAtMs,
  location,
  locationIdentity,
  attachment,
  ...row
}: typeof workflows.$inferSelect): Workflow {
  return {
    ...row,
    location: storedGiven({ location, locationIdentity, attachment }),
    user: row.user || undefined,
    channel: row.channel || undefined,
    maxCostNanoUsd: row.maxCostNanoUsd ?? undefined,
    language: row.language ?? undefined,
    basedOn: row.basedOn ?? undefined,
    replyTo: row.replyTo ?? undefined,
    endedAtMs: row.endedAtMs ?? undefined,
    costNanoUsd: row.costNanoUsd ?? undefined,
    title: row.title ?? undefined,
    refusal: row.refusal ?? undefined,
    failure: row.failure ? readFailure(row.failure) : undefined,
    cancelAskedAtMs: row.cancelAskedAtMs ?? undefined,
  }
}
