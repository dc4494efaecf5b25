import type { Note } from '../brief/note.ts'
import type { DepthTiers } from '../budget/depth-tiers.ts'
import type { Task } from '../ledger/attribution.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { Refusal } from '../ledger/limit-state.ts'
import type { EventStream } from './events.ts'
import type { Journal, KeptOutput } from './journal.ts'
import type { TaskCompletion } from './task-completion.ts'
import type { Workflow } from './workflow.ts'
import type { WorkflowFailure } from './workflow-failure.ts'
import type { TaskStatus } from './workflow-result.ts'
import type { WorkflowStore } from './workflow-store.ts'
import type { TaskDependencies, TaskOutputs } from './workflow-tasks.ts'

export interface RunDependencies {
  readonly store: WorkflowStore
  readonly ledger: LedgerStore
  readonly events: EventStream
  readonly tasks: TaskDependencies
  readonly completed: TaskCompletion
  readonly tiers: DepthTiers
  readonly now: () => number
  /** Whether the process is about to stop, or somebody else has the workflow: no new task or step is begun then. */
  readonly isStopping: () => boolean
}

/** Where a run stands. */
export interface RunState {
  readonly outputs: TaskOutputs
  readonly statuses: Map<Task, TaskStatus>
  readonly notes: Note[]
  refusal?: Refusal | undefined
  failure?: WorkflowFailure | undefined
  ended?: 'cancelled' | 'failed' | 'refused' | undefined
}

export interface Run {
  readonly workflow: Workflow
  readonly abort: AbortController
  readonly journal: Journal
  readonly state: RunState
  readonly dependencies: RunDependencies
}

/** Takes what a task has handed on. */
export function take(state: RunState, task: Task, { output, notes }: KeptOutput, status: TaskStatus): void {
  hand(state.outputs, task, output)
  state.statuses.set(task, status)
  state.notes.push(...notes)
}

export function hand(outputs: TaskOutputs, task: Task, output: unknown): void {
  Object.assign(outputs, { [task]: output })
}

/** Tells the log and the owners of an error, whether the task ended by it or went on. */
export function noteTrouble(
  { workflow, dependencies }: Run,
  task: Task,
  failure: WorkflowFailure,
  endsTask: boolean,
): void {
  dependencies.events.emit({ type: 'task.trouble', workflow: workflow.id, task, failure, endsTask })
}

/** The first refusal is the one that the run is told to have ended by. */
export function noteRefusal(
  { workflow, state, dependencies }: Run,
  task: Task | undefined,
  refusal: Refusal,
): void {
  state.refusal ??= refusal
  dependencies.events.emit({ type: 'budget.refused', workflow: workflow.id, task, refusal })
}
