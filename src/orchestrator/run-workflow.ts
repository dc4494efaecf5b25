import { refusalIn } from '../budget/budget-refused-error.ts'
import type { DepthTiers } from '../budget/depth-tiers.ts'
import { runTask, trackRequestBudget } from '../budget/request-scope.ts'
import type { Task } from '../ledger/attribution.ts'
import type { Refusal } from '../ledger/hold.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import { callsOf, costOf, trackCostOf } from '../report/track-cost.ts'
import { depthExtents } from '../tasks/depth-extent.ts'
import type { TaskContext, TaskOutcome } from '../tasks/task.ts'
import { assembleBrief, sourceCard } from './assemble-brief.ts'
import type { EventStream } from './events.ts'
import { depthThatFits, essentialTasks, type Plan, planFor } from './plan.ts'
import { WorkflowSuspended } from './suspension.ts'
import type { TaskCompletion } from './task-completion.ts'
import type { Workflow, WorkflowFailure, WorkflowStatus } from './workflow.ts'
import type { TaskReport, TaskStatus, WorkflowResult } from './workflow-result.ts'
import type { WorkflowStore } from './workflow-store.ts'
import { runWorkflowTask, type TaskDependencies, type TaskOutputs } from './workflow-tasks.ts'

export interface RunDependencies {
  readonly store: WorkflowStore
  readonly ledger: LedgerStore
  readonly events: EventStream
  readonly tasks: TaskDependencies
  readonly completed: TaskCompletion
  readonly tiers: DepthTiers
  /** Whether the process is about to stop: no new task or step is begun then. */
  readonly isStopping: () => boolean
}

/** What a task's checkpoint holds. */
interface KeptTask {
  readonly output: unknown
  readonly notes: readonly string[]
}

/** Where a run stands. */
interface RunState {
  readonly outputs: TaskOutputs
  readonly statuses: Map<Task, TaskStatus>
  readonly notes: string[]
  refusal?: Refusal | undefined
  failure?: WorkflowFailure | undefined
  ended?: 'cancelled' | 'failed' | 'refused' | undefined
}

/**
 * Runs a workflow from where its checkpoints say it stands, inside its budget scope. Running out of money, failing and being
 * cancelled are results.
 *
 * @throws {WorkflowSuspended} when the process stops; the checkpoints are kept.
 */
export async function runWorkflow(
  workflow: Workflow,
  signal: AbortSignal,
  dependencies: RunDependencies,
): Promise<WorkflowResult> {
  const { id, tenant, user, depth } = workflow
  const plan = planFor(dependencies.tiers[depth], workflow.maxCostNanoUsd)
  const scope = { ...plan.limits, id, attribution: { tenant, user, workflow: id, depth } }
  return trackRequestBudget(scope, async () => {
    dependencies.events.emit({ type: 'workflow.started', workflow: id, depth, tasks: plan.tasks })
    const state: RunState = { outputs: {}, statuses: new Map(), notes: [] }
    for (const task of plan.tasks) {
      if (state.ended) state.statuses.set(task, 'skipped')
      else await runTask(task, () => runStage(task, workflow, signal, state, dependencies))
    }
    return resultOf(workflow, plan, state, dependencies)
  })
}

async function runStage(
  task: Task,
  workflow: Workflow,
  signal: AbortSignal,
  state: RunState,
  dependencies: RunDependencies,
): Promise<void> {
  const { store, events, completed } = dependencies
  const kept = (await store.checkpoint(workflow.id, task)) as KeptTask | undefined
  let outcome: TaskOutcome<unknown> | undefined
  if (kept) {
    take(state, task, kept, 'completed')
  } else {
    stopIfAsked(signal, dependencies)
    events.emit({ type: 'task.started', workflow: workflow.id, task })
    try {
      const context = contextFor(task, workflow, signal, dependencies)
      outcome = await runWorkflowTask(task, workflow, state.outputs, context, dependencies.tasks)
      take(state, task, outcome, outcome.refusal ? 'partial' : 'completed')
      if (outcome.refusal) noteRefusal(state, workflow.id, task, outcome.refusal, events)
    } catch (error) {
      if (error instanceof WorkflowSuspended || signal.reason instanceof WorkflowSuspended)
        throw new WorkflowSuspended()
      endStage(task, workflow.id, error, signal, state, events)
    }
  }
  const cost = await completed(workflow.id, task, outcome)
  // Kept only after its estimate is booked: a crash in between repeats the task, never loses the entry.
  if (outcome && !outcome.refusal)
    await store.keep(workflow.id, task, { output: outcome.output, notes: outcome.notes })
  const status = state.statuses.get(task) ?? 'failed'
  const { costNanoUsd, calls } = cost
  events.emit({
    type: 'task.completed',
    workflow: workflow.id,
    task,
    status,
    costNanoUsd,
    calls,
    resumed: kept !== undefined,
  })
}

function take(state: RunState, task: Task, { output, notes }: KeptTask, status: TaskStatus): void {
  Object.assign(state.outputs, { [task]: output })
  state.statuses.set(task, status)
  state.notes.push(...notes)
}

function endStage(
  task: Task,
  workflow: string,
  error: unknown,
  signal: AbortSignal,
  state: RunState,
  events: EventStream,
): void {
  const refused = refusalIn(error)
  if (signal.aborted) {
    state.statuses.set(task, 'cancelled')
    state.ended = 'cancelled'
  } else if (refused) {
    state.statuses.set(task, 'refused')
    noteRefusal(state, workflow, task, refused.refusal, events)
    if (essentialTasks.has(task)) state.ended = 'refused'
    else state.notes.push(`There is no ${task}: the budget did not leave enough for it.`)
  } else {
    const message = error instanceof Error ? error.message : String(error)
    const hint =
      error instanceof Error && 'hint' in error && typeof error.hint === 'string' ? error.hint : undefined
    state.statuses.set(task, 'failed')
    state.failure ??= { message, hint, task }
    if (essentialTasks.has(task)) state.ended = 'failed'
    else state.notes.push(`There is no ${task}: ${message}`)
  }
}

function noteRefusal(
  state: RunState,
  workflow: string,
  task: Task,
  refusal: Refusal,
  events: EventStream,
): void {
  state.refusal ??= refusal
  events.emit({ type: 'budget.refused', workflow, task, refusal })
}

function contextFor(
  task: Task,
  { id, tenant, depth }: Workflow,
  signal: AbortSignal,
  dependencies: RunDependencies,
): TaskContext {
  const { store, events } = dependencies
  return {
    workflow: id,
    tenant,
    extent: depthExtents[depth],
    signal,
    progress: (fraction, doing) =>
      events.emit({ type: 'task.progress', workflow: id, task, fraction, doing }),
    step: async <T>(key: string, work: () => Promise<T>): Promise<T> => {
      const kept = await store.checkpoint(id, task, key)
      if (kept !== undefined) return kept as T
      stopIfAsked(signal, dependencies)
      const output = await work()
      await store.keep(id, task, output, key)
      return output
    },
  }
}

function stopIfAsked(signal: AbortSignal, { isStopping }: RunDependencies): void {
  signal.throwIfAborted()
  if (isStopping()) throw new WorkflowSuspended()
}

async function resultOf(
  workflow: Workflow,
  plan: Plan,
  state: RunState,
  { ledger, tiers }: RunDependencies,
): Promise<WorkflowResult> {
  const entries = await ledger.entriesOf(workflow.id)
  const { refusal, failure } = state
  return {
    workflow: workflow.id,
    status: statusOf(state),
    depth: workflow.depth,
    source: sourceCard(state.outputs),
    brief: assembleBrief(state.outputs),
    tasks: plan.tasks.map((task): TaskReport => {
      const own = entries.filter((entry) => entry.task === task)
      const status = state.statuses.get(task) ?? 'skipped'
      return { task, status, costNanoUsd: costOf(own), calls: callsOf(own) }
    }),
    cost: trackCostOf(entries),
    costNanoUsd: costOf(entries),
    limits: plan.limits,
    refusal: refusal && { ...refusal, fitsDepth: depthThatFits(refusal, tiers) },
    failure,
    notes: [...new Set(state.notes)],
  }
}

function statusOf({ ended, statuses }: RunState): WorkflowStatus {
  if (ended) return ended
  return [...statuses.values()].every((status) => status === 'completed') ? 'completed' : 'partial'
}
