import type { WorkflowClaim } from '../ledger/journal.ts'
import { isOfLostWorkflow } from '../llm/lost-workflow-error.ts'
import { costOf, trackCostOf } from '../report/track-cost.ts'
import type { RunDependencies } from './run.ts'
import { runWorkflow } from './run-workflow.ts'
import { WorkflowCancelled, WorkflowSuspended } from './suspension.ts'
import type { Workflow } from './workflow.ts'
import { failureOf } from './workflow-failure.ts'
import type { WorkflowResult } from './workflow-result.ts'
import { WorkflowVanishedError } from './workflow-vanished-error.ts'

export interface ClaimedRunDependencies extends RunDependencies {
  /** Whether nobody has begun another run of the workflow here since. */
  readonly isLatest: () => boolean
}

/**
 * Runs a workflow that this process has claimed, and stores how it ended; what a stop has unwound is put back.
 *
 * @throws {WorkflowSuspended} when the process stops, or another has the workflow.
 * @throws {WorkflowVanishedError} when the workflow is forgotten.
 */
export async function runUnderClaim(
  claim: WorkflowClaim,
  abort: AbortController,
  dependencies: ClaimedRunDependencies,
): Promise<WorkflowResult> {
  const { store } = dependencies
  try {
    const workflow = await store.find(claim.workflow)
    if (!workflow || !(await store.begin(claim))) throw lost(claim.workflow, workflow)
    if (workflow.cancelAskedAtMs !== undefined) abort.abort(new WorkflowCancelled())
    const result = await runWorkflow(workflow, claim.claim, abort, dependencies)
    await end(claim, result, dependencies)
    return result
  } catch (error) {
    throw await abandon(claim, isOfLostWorkflow(error) ? new WorkflowSuspended() : error, dependencies)
  }
}

async function end(
  claim: WorkflowClaim,
  result: WorkflowResult,
  { store, tasks, events, now }: ClaimedRunDependencies,
): Promise<void> {
  const { workflow, status, cost } = result
  // What was heard is text now; a workflow that has not come so far needs its media when it goes on.
  if (result.tasks.some(({ task, status }) => task === 'transcription' && status === 'completed'))
    await tasks.acquisition.discardMedia(workflow)
  const hasEnded = await store.end(claim, {
    state: status,
    atMs: now(),
    costNanoUsd: result.costNanoUsd,
    title: result.brief?.title,
    refusal: result.refusal,
    failure: result.failure,
  })
  if (!hasEnded) throw lost(workflow, await store.find(workflow))
  if (cost) events.emit({ type: 'track_cost', workflow, cost })
  events.emit({ type: 'workflow.ended', workflow, status })
}

/** What is thrown of a workflow that is not run under the claim any more: somebody else goes on with it, or it is gone. */
function lost(id: string, workflow: Workflow | undefined): Error {
  return workflow ? new WorkflowSuspended() : new WorkflowVanishedError(id)
}

/**
 * A workflow that the process's stop has unwound goes on later; what nobody foresaw would only happen again. Returns what its run
 * is to reject with.
 */
async function abandon(
  claim: WorkflowClaim,
  error: unknown,
  dependencies: ClaimedRunDependencies,
): Promise<unknown> {
  const { store, ledger, tasks, events, now, isLatest } = dependencies
  const id = claim.workflow
  // It may have kept some since it was forgotten.
  if (error instanceof WorkflowVanishedError) await tasks.acquisition.discardMedia(id)
  if (error instanceof WorkflowSuspended) {
    await store.putBack(claim)
    if (isLatest()) events.emit({ type: 'workflow.suspended', workflow: id })
    return error
  }
  const entries = await ledger.entriesOf(id)
  const hasEnded = await store.end(claim, {
    state: 'failed',
    atMs: now(),
    costNanoUsd: costOf(entries),
    failure: failureOf(error, undefined),
  })
  if (!hasEnded && (await store.find(id))) return abandon(claim, new WorkflowSuspended(), dependencies)
  const cost = trackCostOf(entries)
  if (cost) events.emit({ type: 'track_cost', workflow: id, cost })
  events.emit({ type: 'workflow.ended', workflow: id, status: 'failed' })
  return error
}
