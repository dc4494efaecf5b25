import type { z } from 'zod'
import type { Note } from '../brief/note.ts'
import type { DepthTiers } from '../budget/depth-tiers.ts'
import type { Task } from '../ledger/attribution.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import { acquisitionForm } from '../tasks/acquisition.ts'
import { describeResult } from './describe-result.ts'
import { shownOutput, shownUnfinished } from './journal.ts'
import { planFor } from './plan.ts'
import type { Workflow, WorkflowStatus } from './workflow.ts'
import type { TaskStatus, WorkflowResult } from './workflow-result.ts'
import type { WorkflowStore } from './workflow-store.ts'
import { outputForms, type TaskOutputs } from './workflow-tasks.ts'

export interface StoredResultDependencies {
  readonly workflows: WorkflowStore
  readonly ledger: LedgerStore
  readonly tiers: DepthTiers
}

/** What is shown of outputs. Recordings are not, and are kept in another form than they were. */
const shownForms: Readonly<Record<Task, { readonly schema: z.ZodType }>> = {
  ...outputForms,
  acquisition: { schema: acquisitionForm.schema.omit({ media: true }) },
}

/**
 * The result of a workflow that has ended, put together anew from its checkpoints and entries. Of one that an older version has ended,
 * what a task had found when the money ran out is not kept in them: such a task reads as not reached.
 */
export async function storedResult(
  workflow: Workflow & { readonly state: WorkflowStatus },
  { workflows, ledger, tiers }: StoredResultDependencies,
): Promise<WorkflowResult> {
  const { state: status, depth, refusal, failure } = workflow
  const outputs: TaskOutputs = {}
  const notes: Note[] = []
  const statuses = new Map<Task, TaskStatus>()
  for (const task of planFor(tiers[depth], undefined).tasks) {
    const { schema } = shownForms[task]
    const kept = await shownOutput(workflow.id, task, schema, workflows)
    const part = kept ? undefined : await shownUnfinished(workflow.id, task, schema, workflows)
    const output = kept?.output ?? part?.output
    if (output !== undefined) Object.assign(outputs, { [task]: output })
    notes.push(...((kept ?? part)?.notes ?? []))
    const withoutPart = failure?.task === task ? 'failed' : 'skipped'
    statuses.set(task, kept ? 'completed' : (part?.status ?? withoutPart))
  }
  const findings = { status, outputs, statuses, notes, refusal, failure }
  return describeResult(workflow, findings, { ledger, tiers })
}

/** Whether a workflow has come to an end, whatever that was. */
export function hasEnded(workflow: Workflow): workflow is Workflow & { readonly state: WorkflowStatus } {
  return workflow.state !== 'queued' && workflow.state !== 'running'
}
