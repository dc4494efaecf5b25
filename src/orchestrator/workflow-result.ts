import type { Brief } from '../brief/brief.ts'
import type { Note } from '../brief/note.ts'
import type { Depth, Task } from '../ledger/attribution.ts'
import type { Refusal } from '../ledger/limit-state.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import type { Caution } from '../pricing/caution.ts'
import type { TrackCost } from '../report/track-cost.ts'
import type { SourceCard } from './source-card.ts'
import type { WorkflowStatus } from './workflow.ts'
import type { WorkflowFailure } from './workflow-failure.ts'

export const taskStatuses = ['completed', 'partial', 'refused', 'failed', 'cancelled', 'skipped'] as const
/** `partial`: it ended early because money ran out; `skipped`: it was not reached. */
export type TaskStatus = (typeof taskStatuses)[number]

export interface TaskReport {
  readonly task: Task
  readonly status: TaskStatus
  readonly costNanoUsd: NanoUsd
  readonly calls: number
}

/** How a run ended. */
export interface WorkflowResult {
  readonly workflow: string
  /** As it was asked for. */
  readonly location: string
  readonly status: WorkflowStatus
  readonly depth: Depth
  readonly source: SourceCard | undefined
  readonly brief: Brief | undefined
  readonly tasks: readonly TaskReport[]
  /** Undefined when nothing was booked. */
  readonly cost: TrackCost | undefined
  readonly costNanoUsd: NanoUsd
  /** The part of it that is held for calls whose bill has not come: cut off by a cancel, for example. */
  readonly unresolvedNanoUsd: NanoUsd
  readonly limits: WorkflowLimits
  readonly refusal: WorkflowRefusal | undefined
  readonly failure: WorkflowFailure | undefined
  /** What is missing and why. */
  readonly notes: readonly Note[]
  /** What is to be known about its cost. */
  readonly cautions: readonly Caution[]
}

export interface WorkflowLimits {
  readonly totalNanoUsd: NanoUsd
  readonly perTaskNanoUsd: Readonly<Partial<Record<Task, NanoUsd>>>
}

export interface WorkflowRefusal extends Refusal {
  /** The deepest depth whose ceiling is within what the budget leaves; undefined when none is, or when a run's own limit refused. */
  readonly fitsDepth: Depth | undefined
}
