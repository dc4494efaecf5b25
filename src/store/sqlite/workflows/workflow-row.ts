import type { Workflow, WorkflowRequest } from '../../../orchestrator/workflow.ts'
import { readFailure } from '../../../orchestrator/workflow-failure.ts'
import { storedLocation } from '../../../sources/location.ts'
import type { workflows } from './schema.ts'

/** What is asked for, in columns. */
export function toColumns({ location, user = '', channel = '', ...request }: WorkflowRequest) {
  return {
    ...request,
    user,
    channel,
    location: location.address,
    locationIdentity: location.identity,
    attachment: location.kind === 'attachment' ? location.attachment : null,
  }
}

export function toWorkflow({
  process: _process,
  claim: _claim,
  forgottenAtMs: _forgottenAtMs,
  locationIdentity,
  attachment,
  ...row
}: typeof workflows.$inferSelect): Workflow {
  return {
    ...row,
    location: storedLocation(row.location, locationIdentity, attachment ?? undefined),
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
