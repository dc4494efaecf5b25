import { distinctNotes, type Note } from '../brief/note.ts'
import type { DepthTiers } from '../budget/depth-tiers.ts'
import type { Task } from '../ledger/attribution.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { Refusal } from '../ledger/limit-state.ts'
import { cautionsOf } from '../report/cautions.ts'
import { callsOf, costOf, trackCostOf, unresolvedOf } from '../report/track-cost.ts'
import { assembleBrief, sourceCard } from './assemble-brief.ts'
import { depthThatFits, planFor } from './plan.ts'
import type { Workflow, WorkflowStatus } from './workflow.ts'
import type { WorkflowFailure } from './workflow-failure.ts'
import type { TaskReport, TaskStatus, WorkflowResult } from './workflow-result.ts'
import type { TaskOutputs } from './workflow-tasks.ts'

/** What a run has come to. */
export interface RunFindings {
  readonly status: WorkflowStatus
  readonly outputs: TaskOutputs
  /** Of the tasks that were reached. */
  readonly statuses: ReadonlyMap<Task, TaskStatus>
  readonly notes: readonly Note[]
  readonly refusal?: Refusal | undefined
  readonly failure?: WorkflowFailure | undefined
}

/** The result of a run from what it has found and what it was booked at. */
export async function describeResult(
  { id, location, depth, maxCostNanoUsd }: Workflow,
  { status, outputs, statuses, notes, refusal, failure }: RunFindings,
  { ledger, tiers }: { readonly ledger: LedgerStore; readonly tiers: DepthTiers },
): Promise<WorkflowResult> {
  const { tasks, limits } = planFor(tiers[depth], maxCostNanoUsd)
  const entries = await ledger.entriesOf(id)
  return {
    workflow: id,
    location: location.address,
    status,
    depth,
    source: sourceCard(outputs),
    brief: assembleBrief(outputs),
    tasks: tasks.map((task): TaskReport => {
      const own = entries.filter((entry) => entry.task === task)
      return {
        task,
        status: statuses.get(task) ?? 'skipped',
        costNanoUsd: costOf(own),
        calls: callsOf(own),
      }
    }),
    cost: trackCostOf(entries),
    costNanoUsd: costOf(entries),
    unresolvedNanoUsd: unresolvedOf(entries),
    limits,
    refusal: refusal && { ...refusal, fitsDepth: depthThatFits(refusal, tiers) },
    failure,
    notes: distinctNotes(notes),
    cautions: cautionsOf(entries),
  }
}
