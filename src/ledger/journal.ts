import { fingerprint } from '../text/fingerprint.ts'
import type { Task } from './attribution.ts'

/** Something that a workflow is not to do, and pay for, again, in the place where the workflow looks for it. */
export interface JournalLine extends StepKey {
  readonly workflow: string
  readonly task: Task
  /** JSON. */
  readonly content: string
}

/** What an output is kept under: with other input, or made by another version of the code, it is another. */
export interface StepKey {
  /** `evidence 3f2a…`: the name, and a fingerprint of all that the output depends on; empty for a whole task. */
  readonly step: string
  /** Of what makes the output and of its form. An output of another version counts as not there. */
  readonly version: number
}

/**
 * @param name in plain words, for whoever looks into the store
 * @param version to be raised whenever the same inputs would come to another output, or to one of another form
 * @param inputs everything else that the output depends on, as JSON
 */
export function stepKey(name: string, version: number, inputs: unknown): StepKey {
  return { step: `${name} ${fingerprint([version, inputs])}`, version }
}
