import type { DepthTiers } from '../budget/depth-tiers.ts'
import { lookOnNews } from '../fleet/look-on-news.ts'
import { oneAtATime } from '../fleet/one-at-a-time.ts'
import { concerns, type News, type Wakes } from '../fleet/wakes.ts'
import type { Task } from '../ledger/attribution.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import { costOf, trackCostOf } from '../report/track-cost.ts'
import type { Timers } from '../time/timers.ts'
import type { EventStream } from './events.ts'
import { planFor } from './plan.ts'
import type { RunningWorkflow } from './running-workflow.ts'
import { hasEnded, storedResult } from './stored-result.ts'
import { WorkflowSuspended } from './suspension.ts'
import type { Workflow } from './workflow.ts'
import type { WorkflowResult } from './workflow-result.ts'
import type { WorkflowStore } from './workflow-store.ts'
import { WorkflowVanishedError } from './workflow-vanished-error.ts'

export interface RunsElsewhereOptions {
  readonly store: WorkflowStore
  readonly ledger: LedgerStore
  readonly tiers: DepthTiers
  readonly events: EventStream
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly timers: Timers
  readonly wakes: Wakes
  readonly onError: (error: unknown) => void
}

interface Followed {
  readonly run: RunningWorkflow
  readonly ended: PromiseWithResolvers<WorkflowResult>
  readonly look: () => Promise<void>
  hasStarted: boolean
  /** Tasks that are known to have finished. */
  readonly finished: Set<Task>
}

/** Workflows that other processes run, followed by what the store has of them: how far they are, and how they end. */
export class RunsElsewhere {
  readonly #options: RunsElsewhereOptions
  readonly #followed = new Map<string, Followed>()
  #stopLooking: (() => void) | undefined

  constructor(options: RunsElsewhereOptions) {
    this.#options = options
  }

  find(id: string): RunningWorkflow | undefined {
    return this.#followed.get(id)?.run
  }

  follow(id: string): RunningWorkflow {
    const known = this.find(id)
    if (known) return known
    const { store, now, onError } = this.#options
    const ended = Promise.withResolvers<WorkflowResult>()
    const run: RunningWorkflow = {
      id,
      result: ended.promise.finally(() => this.#leave(followed)),
      cancel: () => void store.askToCancel(id, now()).catch(onError),
      position: () => undefined,
    }
    // Whoever started the workflow may not look at its result before it fails.
    run.result.catch(() => undefined)
    if (this.#followed.size === 0) this.#stopLooking = lookOnNews((news) => this.#look(news), this.#options)
    const followed: Followed = {
      run,
      ended,
      // What two looks tell at once would come in no order.
      look: oneAtATime(() => this.#lookAt(followed)),
      hasStarted: false,
      finished: new Set(),
    }
    this.#followed.set(id, followed)
    // It may have been under way for long.
    followed.look().catch(onError)
    return run
  }

  /** They go on without being followed. */
  letGo(): void {
    for (const { ended } of this.#followed.values()) ended.reject(new WorkflowSuspended())
  }

  #leave(followed: Followed): void {
    const { id } = followed.run
    if (this.#followed.get(id) !== followed) return
    this.#followed.delete(id)
    if (this.#followed.size === 0) this.#stopLooking?.()
  }

  #look(news: News): void {
    for (const followed of this.#followed.values())
      if (concerns(news, followed.run.id)) followed.look().catch(this.#options.onError)
  }

  async #lookAt(followed: Followed): Promise<void> {
    const { store, ledger, tiers, events } = this.#options
    const { run, ended } = followed
    const isFollowed = () => this.#followed.get(run.id) === followed
    if (!isFollowed()) return
    const workflow = await store.find(run.id)
    if (!workflow) return ended.reject(new WorkflowVanishedError(run.id))
    if (workflow.state === 'queued') return
    await this.#tellProgress(followed, workflow)
    if (!hasEnded(workflow)) return
    const result = await storedResult(workflow, { workflows: store, ledger, tiers })
    const cost = trackCostOf(await ledger.entriesOf(run.id))
    if (!isFollowed()) return
    this.#leave(followed)
    if (cost) events.emit({ type: 'track_cost', workflow: run.id, cost })
    events.emit({ type: 'workflow.ended', workflow: run.id, status: workflow.state })
    ended.resolve(result)
  }

  async #tellProgress(followed: Followed, workflow: Workflow): Promise<void> {
    const { store, ledger, tiers, events } = this.#options
    const { id, depth, maxCostNanoUsd } = workflow
    const { tasks } = planFor(tiers[depth], maxCostNanoUsd)
    if (!followed.hasStarted) {
      followed.hasStarted = true
      events.emit({ type: 'workflow.started', workflow: id, depth, tasks })
      const [first] = tasks
      if (first) events.emit({ type: 'task.started', workflow: id, task: first })
    }
    for (const [index, task] of tasks.entries()) {
      if (followed.finished.has(task)) continue
      if (!(await store.checkpoint({ workflow: id, task, step: '' }))) return
      followed.finished.add(task)
      const entries = (await ledger.entriesOf(id)).filter((entry) => entry.task === task)
      const figures = { costNanoUsd: costOf(entries), calls: entries.length }
      events.emit({
        type: 'task.completed',
        workflow: id,
        task,
        status: 'completed',
        resumed: false,
        ...figures,
      })
      const next = tasks[index + 1]
      if (next) events.emit({ type: 'task.started', workflow: id, task: next })
    }
  }
}
