import { z } from 'zod'
import { noteSchema } from '../brief/note.ts'

const keptTaskSchema = z.object({ output: z.unknown(), notes: z.array(noteSchema).readonly() })

/** What the checkpoint of a finished task holds. */
export type KeptTask = Readonly<z.infer<typeof keptTaskSchema>>

/**
 * A task's checkpoint as it was stored, by this version or an older one; undefined where there is none.
 *
 * @throws {z.ZodError} when it is none of a task.
 */
export function readKeptTask(stored: unknown): KeptTask | undefined {
  return stored === undefined ? undefined : keptTaskSchema.parse(stored)
}
