import { distinctNotes, type Note } from '../brief/note.ts'
import type { DepthTiers } from '../budget/depth-tiers.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import { callsOf, costOf, trackCostOf } from '../report/track-cost.ts'
import { assembleBrief, sourceCard } from './assemble-brief.ts'
import { readKeptTask } from './kept-task.ts'
import { depthThatFits, planFor } from './plan.ts'
import type { Workflow, WorkflowStatus } from './workflow.ts'
import type { TaskReport, WorkflowResult } from './workflow-result.ts'
import type { WorkflowStore } from './workflow-store.ts'
import type { TaskOutputs } from './workflow-tasks.ts'

export interface StoredResultDependencies {
  readonly workflows: WorkflowStore
  readonly ledger: LedgerStore
  readonly tiers: DepthTiers
}

/**
 * The result of a workflow that has ended, put together anew from its checkpoints and entries. What a task had found when the money
 * ran out is not kept in them: such a task reads as not reached.
 */
export async function storedResult(
  workflow: Workflow & { readonly state: WorkflowStatus },
  { workflows, ledger, tiers }: StoredResultDependencies,
): Promise<WorkflowResult> {
  const { id, depth, refusal, failure } = workflow
  const plan = planFor(tiers[depth], workflow.maxCostNanoUsd)
  const entries = await ledger.entriesOf(id)
  const outputs: TaskOutputs = {}
  const notes: Note[] = []
  const tasks: TaskReport[] = []
  for (const task of plan.tasks) {
    const kept = readKeptTask(await workflows.checkpoint(id, task))
    if (kept) Object.assign(outputs, { [task]: kept.output })
    notes.push(...(kept?.notes ?? []))
    const own = entries.filter((entry) => entry.task === task)
    const status = kept ? 'completed' : failure?.task === task ? 'failed' : 'skipped'
    tasks.push({ task, status, costNanoUsd: costOf(own), calls: callsOf(own) })
  }
  return {
    workflow: id,
    status: workflow.state,
    depth,
    source: sourceCard(outputs),
    brief: assembleBrief(outputs),
    tasks,
    cost: trackCostOf(entries),
    costNanoUsd: costOf(entries),
    limits: plan.limits,
    refusal: refusal && { ...refusal, fitsDepth: depthThatFits(refusal, tiers) },
    failure,
    notes: distinctNotes(notes),
  }
}

/** Whether a workflow has come to an end, whatever that was. */
export function hasEnded(workflow: Workflow): workflow is Workflow & { readonly state: WorkflowStatus } {
  return workflow.state !== 'queued' && workflow.state !== 'running'
}
