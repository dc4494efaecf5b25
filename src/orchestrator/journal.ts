import { z } from 'zod'
import { type Note, noteSchema } from '../brief/note.ts'
import type { Task } from '../ledger/attribution.ts'
import type { JournalLine, StepKey, WorkflowClaim } from '../ledger/journal.ts'
import type { AnswerJournal } from '../llm/answer-journal.ts'
import type { OutputForm } from '../tasks/task.ts'
import { fingerprint } from '../text/fingerprint.ts'
import { basesOf } from './based-on.ts'
import { WorkflowSuspended } from './suspension.ts'
import type { Workflow } from './workflow.ts'
import { type TaskStatus, taskStatuses } from './workflow-result.ts'
import type { StoredCheckpoint, WorkflowStore } from './workflow-store.ts'
import type { PreparedTask } from './workflow-tasks.ts'
import { WorkflowVanishedError } from './workflow-vanished-error.ts'

/** What a finished task has handed on. */
export interface KeptOutput {
  readonly output: unknown
  readonly notes: readonly Note[]
}

/**
 * What a workflow has done, so that nothing is done or paid twice: outputs of steps and of whole tasks, each under all that it depends
 * on. What does not depend on the depth is found in the workflows that this one builds on as well. What cannot be read, has lost its
 * form or was made by another version counts as not there.
 */
export class Journal {
  /** The workflows that this one builds on, latest first. */
  readonly bases: readonly string[]
  readonly #claim: WorkflowClaim
  readonly #store: WorkflowStore

  private constructor(claim: WorkflowClaim, bases: readonly string[], store: WorkflowStore) {
    this.#claim = claim
    this.bases = bases
    this.#store = store
  }

  static async of(workflow: Workflow, claim: number, store: WorkflowStore): Promise<Journal> {
    return new Journal({ workflow: workflow.id, claim }, await basesOf(workflow, store), store)
  }

  get #workflow(): string {
    return this.#claim.workflow
  }

  async findStep<T>(task: Task, { step, version }: StepKey, schema: z.ZodType<T>): Promise<T | undefined> {
    for (const workflow of [this.#workflow, ...this.bases]) {
      const found = readCheckpoint(await this.#store.checkpoint({ workflow, task, step }), schema, version)
      if (found !== undefined) return found
    }
    return undefined
  }

  keepStep(task: Task, key: StepKey, output: unknown): Promise<void> {
    return this.#keep(this.#line(task, key, output))
  }

  /** Where the answers of a task's paid calls are kept and found. */
  answersOf(task: Task): AnswerJournal {
    return {
      find: (key, schema) => this.findStep(task, key, schema),
      line: (key, answer) => this.#line(task, key, answer),
    }
  }

  /** The output of a whole task in this workflow, or in one that it builds on, if it was made from the same. */
  async findOutput(
    { task, form, inputs }: PreparedTask,
    workflow = this.#workflow,
  ): Promise<KeptOutput | undefined> {
    const stored = await this.#store.checkpoint({ workflow, task, step: wholeTask })
    if (stored?.version === unversioned)
      return workflow === this.#workflow ? readCheckpoint(stored, keptOutput(form), unversioned) : undefined
    const kept = readCheckpoint(stored, keptOutput(form).extend({ inputs: z.string() }), form.version)
    return kept?.inputs === fingerprint(inputs) ? kept : undefined
  }

  /** Whether this workflow has ever finished a task, whatever that is worth by now. */
  hasOutput(task: Task): Promise<boolean> {
    return hasOutput(this.#workflow, task, this.#store)
  }

  keepOutput({ task, form, inputs }: PreparedTask, { output, notes }: KeptOutput): Promise<void> {
    const key = { step: wholeTask, version: form.version }
    return this.#keep(this.#line(task, key, { inputs: fingerprint(inputs), output, notes }))
  }

  /** What a task has come to that is not finished: shown with the run's result, and done again when the run goes on. */
  keepUnfinished({ task, form: { version } }: PreparedTask, part: UnfinishedTask): Promise<void> {
    return this.#keep(this.#line(task, { step: unfinishedTask, version }, part))
  }

  #line(task: Task, { step, version }: StepKey, value: unknown): JournalLine {
    return { ...this.#claim, task, step, version, content: JSON.stringify(value) }
  }

  /** @throws {WorkflowSuspended} when somebody else has the workflow, {WorkflowVanishedError} when it is gone. */
  async #keep(line: JournalLine): Promise<void> {
    if (await this.#store.keep(line)) return
    throw (await this.#store.find(this.#workflow))
      ? new WorkflowSuspended()
      : new WorkflowVanishedError(this.#workflow)
  }
}

/** Whether a workflow has ever finished a task, as any process can tell. */
export async function hasOutput(workflow: string, task: Task, store: WorkflowStore): Promise<boolean> {
  return (await store.checkpoint({ workflow, task, step: wholeTask })) !== undefined
}

/** How far a task has come that is not finished; without an output when there is none. */
export interface UnfinishedTask {
  readonly status: TaskStatus
  readonly output?: unknown
  readonly notes: readonly Note[]
}

/** What an unfinished task has come to, whatever version has kept it, if it can still be read. */
export async function shownUnfinished(
  workflow: string,
  task: Task,
  schema: z.ZodType,
  store: WorkflowStore,
): Promise<UnfinishedTask | undefined> {
  const form = z.object({
    status: z.enum(taskStatuses),
    output: schema.optional(),
    notes: z.array(noteSchema),
  })
  return readCheckpoint(await store.checkpoint({ workflow, task, step: unfinishedTask }), form)
}

/** The output of a task as a workflow has kept it, whatever it was made from and by which version, if it can still be read. */
export async function shownOutput(
  workflow: string,
  task: Task,
  schema: z.ZodType,
  store: Pick<WorkflowStore, 'checkpoint'>,
): Promise<KeptOutput | undefined> {
  return readCheckpoint(await store.checkpoint({ workflow, task, step: wholeTask }), keptOutput({ schema }))
}

/** In place of a step's key. */
const wholeTask = ''
/** In place of a step's key; those of steps are longer. */
const unfinishedTask = 'unfinished'
/** Of what was kept before there were versions. It does not say what it was made from: it is of use to its own workflow only. */
const unversioned = 0

function keptOutput({ schema }: Pick<OutputForm<unknown>, 'schema'>) {
  return z.object({ output: schema, notes: z.array(noteSchema) })
}

function readCheckpoint<T>(
  stored: StoredCheckpoint | undefined,
  schema: z.ZodType<T>,
  version = stored?.version,
): T | undefined {
  if (!stored || stored.version !== version) return undefined
  const json = parsedJson(stored.content)
  return json && schema.safeParse(json.value).data
}

function parsedJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    // Whoever asked does the work again, and what they keep takes its place.
    return undefined
  }
}
