import type { Task } from '../ledger/attribution.ts'
import type { AnswerJournal } from '../llm/answer-journal.ts'
import { depthExtents } from '../tasks/depth-extent.ts'
import type { TaskContext } from '../tasks/task.ts'
import { noteTrouble, type Run } from './run.ts'
import { WorkflowSuspended } from './suspension.ts'
import { failureOf } from './workflow-failure.ts'

/** What a run gives a task. */
export function contextFor(task: Task, run: Run): TaskContext {
  const { id, tenant, depth, visibility, user, channel } = run.workflow
  const { journal } = run
  const { events } = run.dependencies
  return {
    workflow: id,
    tenant,
    audience: { visibility, user, channel },
    extent: depthExtents[depth],
    signal: run.abort.signal,
    workers: run.dependencies.tasks.workers,
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
export function stopIfAsked({ abort, dependencies }: Run): void {
  if (dependencies.isStopping()) abort.abort(new WorkflowSuspended())
  abort.signal.throwIfAborted()
}
