import type { Audience } from '../brief/audience.ts'
import type { Depth } from '../ledger/attribution.ts'
import type { Refusal } from '../ledger/limit-state.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import type { GivenLocation } from '../sources/given-location.ts'
import type { WorkflowFailure } from './workflow-failure.ts'

export const workflowStatuses = ['completed', 'partial', 'refused', 'failed', 'cancelled'] as const
/** How a run can end. */
export type WorkflowStatus = (typeof workflowStatuses)[number]

export const unfinishedStates = ['queued', 'running'] as const

export const workflowStates = [...unfinishedStates, ...workflowStatuses] as const
/** Unfinished, or how a run ended. */
export type WorkflowState = (typeof workflowStates)[number]

/** What is asked for, by whom and for whose eyes. */
export interface WorkflowRequest extends Audience {
  readonly location: GivenLocation
  readonly depth: Depth
  /** BCP 47 tag of the language that the brief is to be in; default: the source's. */
  readonly language?: string | undefined
  readonly tenant: string
  /** Lowers the depth's total limit for this run. */
  readonly maxCostNanoUsd?: NanoUsd | undefined
  /** An earlier workflow of the same tenant and source: what it has done that this one would do as well is not done again. */
  readonly basedOn?: string | undefined
  /** What the asking surface needs to answer after a restart, such as a channel and a message. */
  readonly replyTo?: Readonly<Record<string, string>> | undefined
}

/** A workflow as it is stored. */
export interface Workflow extends WorkflowRequest {
  readonly id: string
  readonly state: WorkflowState
  readonly createdAtMs: number
  readonly endedAtMs: number | undefined
  /** Total spend when it last ended. */
  readonly costNanoUsd: NanoUsd | undefined
  readonly title: string | undefined
  readonly refusal: Refusal | undefined
  readonly failure: WorkflowFailure | undefined
  /** Somebody has asked for its end, which whoever runs it has yet to bring about. */
  readonly cancelAskedAtMs: number | undefined
}

export function newWorkflowId(randomId: string): string {
  return `wf_${randomId.replaceAll('-', '')}`
}
