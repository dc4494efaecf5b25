import type { Depth, Task } from '../ledger/attribution.ts'
import type { Refusal } from '../ledger/limit-state.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import type { TrackCost } from '../report/track-cost.ts'
import type { Doing } from '../tasks/doing.ts'
import type { WorkflowStatus } from './workflow.ts'
import type { WorkflowFailure } from './workflow-failure.ts'
import type { TaskStatus } from './workflow-result.ts'

/** What happens in workflows, as it happens. */
export type WorkflowEvent = { readonly workflow: string } & (
  | { readonly type: 'workflow.queued'; readonly position: number }
  | { readonly type: 'workflow.started'; readonly depth: Depth; readonly tasks: readonly Task[] }
  | { readonly type: 'task.started'; readonly task: Task }
  | { readonly type: 'task.progress'; readonly task: Task; readonly fraction: number; readonly doing: Doing }
  | {
      readonly type: 'task.completed'
      readonly task: Task
      readonly status: TaskStatus
      readonly costNanoUsd: NanoUsd
      readonly calls: number
      /** It had finished in an earlier run and was not run again. */
      readonly resumed: boolean
    }
  /** For the log and the owners. `endsTask`: else the task gets along without what has failed. */
  | {
      readonly type: 'task.trouble'
      readonly task: Task
      readonly failure: WorkflowFailure
      readonly endsTask: boolean
    }
  | { readonly type: 'budget.refused'; readonly task: Task | undefined; readonly refusal: Refusal }
  | { readonly type: 'track_cost'; readonly cost: TrackCost }
  | { readonly type: 'workflow.ended'; readonly status: WorkflowStatus }
  /** It was put back unfinished because the process stops. */
  | { readonly type: 'workflow.suspended' }
)

export type WorkflowListener = (event: WorkflowEvent) => void

/** Hands events to whoever subscribes. A listener that throws does not disturb the workflow or other listeners. */
export class EventStream {
  readonly #subscriptions = new Set<{ readonly listener: WorkflowListener }>()
  readonly #onListenerError: (error: unknown) => void

  constructor(onListenerError: (error: unknown) => void) {
    this.#onListenerError = onListenerError
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: WorkflowListener): () => void {
    const subscription = { listener }
    this.#subscriptions.add(subscription)
    return () => this.#subscriptions.delete(subscription)
  }

  emit(event: WorkflowEvent): void {
    for (const { listener } of this.#subscriptions) {
      try {
        listener(event)
      } catch (error) {
        this.#onListenerError(error)
      }
    }
  }
}
