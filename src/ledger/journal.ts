import { fingerprint } from '../text/fingerprint.ts'
import type { Task } from './attribution.ts'

/**
 * A workflow under one of its claims. Whoever takes a workflow to run it gets the next number of it; from then on whatever was
 * begun under an earlier number may neither spend for it nor write to it, in whatever process it goes on.
 */
export interface WorkflowClaim {
  readonly workflow: string
  /** 1 for whoever has stored it. */
  readonly claim: number
}

/**
 * Something that a workflow is not to do, and pay for, again, in the place where the workflow looks for it. It is kept only while the
 * workflow is run under the claim.
 */
export interface JournalLine extends StepKey, WorkflowClaim {
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
