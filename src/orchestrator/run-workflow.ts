import type { Note } from '../brief/note.ts'
import { refusalIn } from '../budget/budget-refused-error.ts'
import type { DepthTiers } from '../budget/depth-tiers.ts'
import { runTask, trackRequestBudget } from '../budget/request-scope.ts'
import type { Task } from '../ledger/attribution.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { Refusal } from '../ledger/limit-state.ts'
import type { AnswerJournal } from '../llm/answer-journal.ts'
import { depthExtents } from '../tasks/depth-extent.ts'
import type { TaskContext, TaskOutcome } from '../tasks/task.ts'
import { describeResult } from './describe-result.ts'
import type { EventStream } from './events.ts'
import { Journal, type KeptOutput } from './journal.ts'
import { essentialTasks, type Plan, planFor } from './plan.ts'
import { refusalBeforeWork } from './refusal-before-work.ts'
import { WorkflowSuspended } from './suspension.ts'
import type { TaskCompletion } from './task-completion.ts'
import type { Workflow, WorkflowStatus } from './workflow.ts'
import { failureOf, missingBecause, type WorkflowFailure } from './workflow-failure.ts'
import type { TaskStatus, WorkflowResult } from './workflow-result.ts'
import type { WorkflowStore } from './workflow-store.ts'
import { type PreparedTask, prepareTask, type TaskDependencies, type TaskOutputs } from './workflow-tasks.ts'
import { WorkflowVanishedError } from './workflow-vanished-error.ts'

export interface RunDependencies {
  readonly store: WorkflowStore
  readonly ledger: LedgerStore
  readonly events: EventStream
  readonly tasks: TaskDependencies
  readonly completed: TaskCompletion
  readonly tiers: DepthTiers
  readonly now: () => number
  /** Whether the process is about to stop: no new task or step is begun then. */
  readonly isStopping: () => boolean
}

/** Where a run stands. */
interface RunState {
  readonly outputs: TaskOutputs
  readonly statuses: Map<Task, TaskStatus>
  readonly notes: Note[]
  refusal?: Refusal | undefined
  failure?: WorkflowFailure | undefined
  ended?: 'cancelled' | 'failed' | 'refused' | undefined
}

interface Run {
  readonly workflow: Workflow
  readonly abort: AbortController
  readonly journal: Journal
  readonly state: RunState
  readonly dependencies: RunDependencies
}

/**
 * Runs a workflow from where its checkpoints say it stands, inside its budget scope. Running out of money, failing and being
 * cancelled are results.
 *
 * @param abort ends the run; it is aborted here when the process stops before the workflow is done.
 * @throws {WorkflowSuspended} when the process stops; the checkpoints are kept.
 */
export async function runWorkflow(
  workflow: Workflow,
  abort: AbortController,
  dependencies: RunDependencies,
): Promise<WorkflowResult> {
  const { id, tenant, user, depth } = workflow
  const plan = planFor(dependencies.tiers[depth], workflow.maxCostNanoUsd)
  const scope = { ...plan.limits, id, attribution: { tenant, user, workflow: id, depth } }
  return trackRequestBudget(scope, async () => {
    const journal = await Journal.of(workflow, dependencies.store)
    const state: RunState = { outputs: {}, statuses: new Map(), notes: [] }
    const run: Run = { workflow, abort, journal, state, dependencies }
    if (dependencies.isStopping()) throw new WorkflowSuspended()
    if (!abort.signal.aborted) await beginRun(plan, run)
    for (const task of plan.tasks) {
      if (state.ended) state.statuses.set(task, 'skipped')
      else await runTask(task, () => runStage(task, run))
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
  const hasBegun = first && (await dependencies.store.checkpoint({ workflow: id, task: first, step: '' }))
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
  const { costNanoUsd, calls } = await dependencies.completed(workflow.id, task, outcome)
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

function keepStage(
  prepared: PreparedTask,
  outcome: TaskOutcome<unknown> | undefined,
  notes: readonly Note[],
  { state, journal }: Run,
): Promise<void> {
  const { task } = prepared
  if (outcome && isFinal(task, outcome, state)) return journal.keepOutput(prepared, outcome)
  const status = state.statuses.get(task) ?? 'failed'
  return journal.keepUnfinished(prepared, { status, output: outcome?.output, notes })
}

/** The output of a task from an earlier life of this workflow, or from one that it builds on. */
async function keptOutput(prepared: PreparedTask, run: Run): Promise<KeptOutput | undefined> {
  const { workflow, journal } = run
  for (const id of [workflow.id, ...journal.bases]) {
    const kept = await journal.findOutput(prepared, id)
    if (!kept || !(await canBeUsed(prepared, kept, id, run))) continue
    // What is taken over is this workflow's own from here on.
    if (id !== workflow.id) await journal.keepOutput(prepared, kept)
    return kept
  }
  return undefined
}

/** A recording is deleted once it is heard: the source is of use when its text is there, or when its recording still is. */
async function canBeUsed(
  { task }: PreparedTask,
  kept: KeptOutput,
  workflow: string,
  run: Run,
): Promise<boolean> {
  if (task !== 'acquisition') return true
  const { tasks } = run.dependencies
  const outputs: TaskOutputs = {}
  hand(outputs, task, kept.output)
  const file = outputs.acquisition?.media?.file
  const transcription = prepareTask('transcription', run.workflow, outputs, tasks)
  if (await run.journal.findOutput(transcription, workflow)) return true
  return workflow === run.workflow.id && (file === undefined || (await tasks.acquisition.hasMedia(file)))
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
    if (abort.signal.reason instanceof WorkflowSuspended) throw abort.signal.reason
    if (error instanceof WorkflowVanishedError) throw error
    endStage(task, error, run)
    return undefined
  }
}

/** What was cut short, or stands on what was, is done again when the workflow goes on. */
function isFinal(task: Task, outcome: TaskOutcome<unknown>, { statuses }: RunState): boolean {
  const standsOnPart = [...statuses].some(
    ([other, status]) => other !== task && essentialTasks.has(other) && status === 'partial',
  )
  return !outcome.refusal && !standsOnPart
}

function take(state: RunState, task: Task, { output, notes }: KeptOutput, status: TaskStatus): void {
  hand(state.outputs, task, output)
  state.statuses.set(task, status)
  state.notes.push(...notes)
}

function hand(outputs: TaskOutputs, task: Task, output: unknown): void {
  Object.assign(outputs, { [task]: output })
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

function noteTrouble(
  { workflow, dependencies }: Run,
  task: Task,
  failure: WorkflowFailure,
  endsTask: boolean,
): void {
  dependencies.events.emit({ type: 'task.trouble', workflow: workflow.id, task, failure, endsTask })
}

function noteRefusal({ workflow, state, dependencies }: Run, task: Task | undefined, refusal: Refusal): void {
  state.refusal ??= refusal
  dependencies.events.emit({ type: 'budget.refused', workflow: workflow.id, task, refusal })
}

function contextFor(task: Task, run: Run): TaskContext {
  const { id, tenant, depth } = run.workflow
  const { journal } = run
  const { events } = run.dependencies
  return {
    workflow: id,
    tenant,
    extent: depthExtents[depth],
    signal: run.abort.signal,
    progress: (fraction, doing) =>
      events.emit({ type: 'task.progress', workflow: id, task, fraction, doing }),
    answers: answersFor(task, run),
    trouble: (error) => noteTrouble(run, task, failureOf(error, task), false),
    step: async (key, schema, work) => {
      const kept = await journal.findStep(task, key, schema)
      if (kept !== undefined) return kept
      stopIfAsked(run)
      const output = await work()
      await journal.keepStep(task, key, output)
      return output
    },
  }
}

/** What is not kept is asked for next: not when the process stops. */
function answersFor(task: Task, run: Run): AnswerJournal {
  const { find, line } = run.journal.answersOf(task)
  return {
    line,
    find: async (key, schema) => {
      const kept = await find(key, schema)
      if (kept === undefined) stopIfAsked(run)
      return kept
    },
  }
}

/** A stop of the process aborts the run, so that every task can tell it from a failure of its own. */
function stopIfAsked({ abort, dependencies }: Run): void {
  if (dependencies.isStopping()) abort.abort(new WorkflowSuspended())
  abort.signal.throwIfAborted()
}

function statusOf({ statuses }: RunState): WorkflowStatus {
  return [...statuses.values()].every((status) => status === 'completed') ? 'completed' : 'partial'
}
