import type { Workflow, WorkflowRequest } from '../orchestrator/workflow.ts'
import { readFailure } from '../orchestrator/workflow-failure.ts'
import { givenToStore, type StoredFiles, storedGiven } from '../sources/given-location.ts'

type Optional =
  | 'maxCostNanoUsd'
  | 'language'
  | 'basedOn'
  | 'replyTo'
  | 'endedAtMs'
  | 'costNanoUsd'
  | 'title'
  | 'refusal'
  | 'cancelAskedAtMs'

/** A workflow in the columns of a table. */
export interface WorkflowRow
  extends Pick<Workflow, 'id' | 'state' | 'depth' | 'tenant' | 'visibility' | 'createdAtMs'>,
    Readonly<{ [Name in Optional]: Exclude<Workflow[Name], undefined> | null }> {
  readonly location: string
  readonly locationIdentity: string
  readonly attachment: StoredFiles
  /** '' of nobody in particular. */
  readonly user: string
  /** '' where it was asked in none. */
  readonly channel: string
  readonly failure: unknown
}

/** What is asked for, in columns. */
export function toColumns({ location, user = '', channel = '', ...request }: WorkflowRequest) {
  return {
    ...request,
    user,
    channel,
    ...givenToStore(location),
  }
}

export function toWorkflow(row: WorkflowRow): Workflow {
  const { id, state, depth, tenant, visibility, createdAtMs } = row
  return {
    ...{ id, state, depth, tenant, visibility, createdAtMs },
    location: storedGiven(row),
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
