import type { z } from 'zod'
import type { Audience } from '../brief/audience.ts'
import type { Note } from '../brief/note.ts'
import type { Operation } from '../ledger/attribution.ts'
import type { StepKey } from '../ledger/journal.ts'
import type { Refusal } from '../ledger/limit-state.ts'
import type { AnswerJournal } from '../llm/answer-journal.ts'
import type { ModelId } from '../pricing/model-id.ts'
import type { Workers } from '../workers/workers.ts'
import type { DepthExtent } from './depth-extent.ts'
import type { Doing } from './doing.ts'

/** What a task is given by the workflow that runs it. */
export interface TaskContext {
  readonly workflow: string
  readonly tenant: string
  /** Who will see what comes of it. */
  readonly audience: Audience
  readonly extent: DepthExtent
  readonly signal: AbortSignal
  /** Who does what would hold the event loop for more than some milliseconds. */
  readonly workers: Workers
  /** @param fraction how much of the task is done, 0 to 1. */
  progress(fraction: number, doing: Doing): void
  /** Where the answers of paid calls are kept by their bookings; given to whatever makes such calls. */
  readonly answers: AnswerJournal
  /** Tells the log and the owners of something that failed and that the task gets along without. */
  trouble(error: unknown): void
  /**
   * Runs a part of the task that no booking keeps once in the life of the workflow: its output, which must survive JSON, is kept
   * under the key, and handed back from then on where it still has the schema's form.
   */
  step<T>(key: StepKey, schema: z.ZodType<T>, work: () => Promise<T>): Promise<T>
}

/** How the output of a task is kept. */
export interface OutputForm<T> {
  /** To be raised whenever the same inputs would come to another output, or to one of another form. */
  readonly version: number
  readonly schema: z.ZodType<T>
}

/**
 * What a task hands back.
 *
 * @example
 * ```ts
 * async function countWords(text: string, { progress }: TaskContext): Promise<TaskOutcome<number>> {
 *   progress(0, { code: 'reading', values: {} })
 *   const words = text.split(/\s+/).filter(Boolean).length
 *   return { output: words, notes: words === 0 ? [{ code: 'no_words', values: {} }] : [] }
 * }
 * ```
 */
export interface TaskOutcome<T> {
  readonly output: T
  /** What could not be done and why. */
  readonly notes: readonly Note[]
  /** Work that no meter saw, to be estimated when the task completes. */
  readonly unmetered?: readonly UnmeteredWork[]
  /** The task ended early because this limit did not leave enough; the output is what there is. */
  readonly refusal?: Refusal | undefined
}

/** Lengths in characters of what a model was given and wrote, where it does not count. */
export interface UnmeteredWork {
  readonly model: ModelId
  readonly operation: Operation
  readonly inputCharacters: number
  readonly outputCharacters: number
}
