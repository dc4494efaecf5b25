import type { Note } from '../brief/note.ts'
import type { Task } from '../ledger/attribution.ts'
import type { TaskOutcome } from '../tasks/task.ts'
import type { KeptOutput } from './journal.ts'
import { essentialTasks } from './plan.ts'
import { prepareTask } from './prepare-task.ts'
import { hand, type Run, type RunState } from './run.ts'
import type { PreparedTask, TaskOutputs } from './workflow-tasks.ts'

/** Keeps what a task has come to: to be taken for done when it is, else to be shown. */
export function keepStage(
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
export async function keptOutput(prepared: PreparedTask, run: Run): Promise<KeptOutput | undefined> {
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
  const { acquisition } = outputs
  const recordings = [acquisition, ...(acquisition?.sources ?? []).map(({ source }) => source)]
  const files = recordings.flatMap((source) => source?.media?.file ?? [])
  const transcription = prepareTask('transcription', run.workflow, outputs, tasks)
  if (await run.journal.findOutput(transcription, workflow)) return true
  const isThere = await Promise.all(files.map((file) => tasks.acquisition.hasMedia(file)))
  return workflow === run.workflow.id && isThere.every(Boolean)
}

/** What was cut short, or stands on what was, is done again when the workflow goes on. */
function isFinal(task: Task, outcome: TaskOutcome<unknown>, { statuses }: RunState): boolean {
  const standsOnPart = [...statuses].some(
    ([other, status]) => other !== task && essentialTasks.has(other) && status === 'partial',
  )
  return !outcome.refusal && !standsOnPart
}
