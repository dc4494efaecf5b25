import { refusalIn } from '../budget/budget-refused-error.ts'
import { runTask, trackRequestBudget } from '../budget/request-scope.ts'
import type { Task } from '../ledger/attribution.ts'
import { isOfLostWorkflow } from '../llm/lost-workflow-error.ts'
import type { TaskOutcome } from '../tasks/task.ts'
import { describeResult } from './describe-result.ts'
import { Journal } from './journal.ts'
import { keepStage, keptOutput } from './kept-stage.ts'
import { essentialTasks, type Plan, planFor } from './plan.ts'
import { prepareTask } from './prepare-task.ts'
import { refusalBeforeWork } from './refusal-before-work.ts'
import { noteRefusal, noteTrouble, type Run, type RunDependencies, type RunState, take } from './run.ts'
import { WorkflowSuspended } from './suspension.ts'
import { contextFor, stopIfAsked } from './task-context.ts'
import type { Workflow, WorkflowStatus } from './workflow.ts'
import { failureOf, missingBecause } from './workflow-failure.ts'
import type { WorkflowResult } from './workflow-result.ts'
import type { PreparedTask } from './workflow-tasks.ts'
import { WorkflowVanishedError } from './workflow-vanished-error.ts'

/**
 * Runs a workflow from where its checkpoints say it stands, inside its budget scope. Running out of money, failing and being
 * cancelled are results.
 *
 * @param claim of the workflow, under which it spends and writes.
 * @param abort ends the run; it is aborted here when the process stops before the workflow is done.
 * @throws {WorkflowSuspended} when the process stops, or somebody else has the workflow; the checkpoints are kept.
 */
export async function runWorkflow(
  workflow: Workflow,
  claim: number,
  abort: AbortController,
  dependencies: RunDependencies,
): Promise<WorkflowResult> {
  const { id, tenant, user, depth } = workflow
  const plan = planFor(dependencies.tiers[depth], workflow.maxCostNanoUsd)
  const journal = await Journal.of(workflow, claim, dependencies.store)
  const conversation = journal.bases.at(-1) ?? id
  const attribution = { tenant, user, workflow: id, depth, conversation }
  return trackRequestBudget({ ...plan.limits, id, attribution, claim }, async () => {
    const state: RunState = { outputs: {}, statuses: new Map(), notes: [] }
    const run: Run = { workflow, abort, journal, state, dependencies }
    if (dependencies.isStopping()) throw new WorkflowSuspended()
    if (!abort.signal.aborted) await beginRun(plan, run)
    for (const task of plan.tasks) {
      if (state.ended) state.statuses.set(task, 'skipped')
      else await runTask(task, () => runStage(task, run), sourceOf(state))
    }
    const { ended, ...findings } = state
    const status = ended ?? statusOf(state)
    return describeResult(workflow, { ...findings, status }, dependencies)
  })
}

async function beginRun(plan: Plan, run: Run): Promise<void> {
  const { workflow, state, dependencies } = run
  const { id, depth } = workflow
  dependencies.events.emit({ type: 'workflow.started', workflow: id, depth, tasks: plan.tasks })
  const [first] = plan.tasks
  const hasBegun = first !== undefined && (await run.journal.hasOutput(first))
  const refusal = hasBegun ? undefined : await refusalBeforeWork(workflow, plan, dependencies)
  if (!refusal) return
  state.ended = 'refused'
  noteRefusal(run, undefined, refusal)
}

async function runStage(task: Task, run: Run): Promise<void> {
  const { workflow, state, dependencies } = run
  const prepared = prepareTask(task, workflow, state.outputs, dependencies.tasks)
  const kept = await keptOutput(prepared, run)
  if (kept) take(state, task, kept, 'completed')
  const notedBefore = state.notes.length
  const outcome = kept ? undefined : await runAnew(prepared, run)
  const complete = () => dependencies.completed(workflow.id, task, outcome)
  const { costNanoUsd, calls } = await runTask(task, complete, sourceOf(state))
  // Kept only after its estimate is booked: a crash in between repeats the task, never loses the entry.
  if (!kept) await keepStage(prepared, outcome, state.notes.slice(notedBefore), run)
  const status = state.statuses.get(task) ?? 'failed'
  const resumed = kept !== undefined
  dependencies.events.emit({
    type: 'task.completed',
    workflow: workflow.id,
    task,
    status,
    costNanoUsd,
    calls,
    resumed,
  })
}

/** What kind of source is read, once it has been acquired. */
function sourceOf({ outputs }: RunState) {
  return { sourceKind: outputs.acquisition?.type }
}

/** Undefined when the task did not come to an output. */
async function runAnew(prepared: PreparedTask, run: Run): Promise<TaskOutcome<unknown> | undefined> {
  const { workflow, abort, state, dependencies } = run
  const { task } = prepared
  try {
    stopIfAsked(run)
    dependencies.events.emit({ type: 'task.started', workflow: workflow.id, task })
    const outcome = await prepared.run(contextFor(task, run))
    take(state, task, outcome, outcome.refusal ? 'partial' : 'completed')
    if (outcome.refusal) noteRefusal(run, task, outcome.refusal)
    return outcome
  } catch (error) {
    const { reason } = abort.signal
    if (reason instanceof WorkflowSuspended || reason instanceof WorkflowVanishedError) throw reason
    if (error instanceof WorkflowVanishedError || error instanceof WorkflowSuspended) throw error
    if (isOfLostWorkflow(error)) throw new WorkflowSuspended()
    endStage(task, error, run)
    return undefined
  }
}

function endStage(task: Task, error: unknown, run: Run): void {
  const { state, abort } = run
  const refused = refusalIn(error)
  if (abort.signal.aborted) {
    state.statuses.set(task, 'cancelled')
    state.ended = 'cancelled'
  } else if (refused) {
    state.statuses.set(task, 'refused')
    noteRefusal(run, task, refused.refusal)
    if (essentialTasks.has(task)) state.ended = 'refused'
    else state.notes.push({ code: 'task_missing', values: { task, why: 'budget' } })
  } else {
    const failure = failureOf(error, task)
    state.statuses.set(task, 'failed')
    state.failure ??= failure
    noteTrouble(run, task, failure, true)
    if (essentialTasks.has(task)) state.ended = 'failed'
    else state.notes.push({ code: 'task_missing', values: { task, why: missingBecause(failure) } })
  }
}

function statusOf({ statuses }: RunState): WorkflowStatus {
  return [...statuses.values()].every((status) => status === 'completed') ? 'completed' : 'partial'
}
