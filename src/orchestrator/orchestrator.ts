import type { DepthTiers } from '../budget/depth-tiers.ts'
import { lookOnNews } from '../fleet/look-on-news.ts'
import { concerns, type News, type Wakes } from '../fleet/wakes.ts'
import type { WorkflowClaim } from '../ledger/journal.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { Meter } from '../llm/meter.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import type { Timers } from '../time/timers.ts'
import { requireFitBase } from './based-on.ts'
import { Entering } from './entering.ts'
import { EventStream, type WorkflowListener } from './events.ts'
import { FairQueue } from './fair-queue.ts'
import { type Quote, quoteFor } from './quote.ts'
import { type ClaimedRunDependencies, runUnderClaim } from './run-under-claim.ts'
import type { ResumeResult, RunningWorkflow } from './running-workflow.ts'
import { RunsElsewhere } from './runs-elsewhere.ts'
import { hasEnded } from './stored-result.ts'
import { WorkflowCancelled, WorkflowSuspended } from './suspension.ts'
import { createTaskCompletion, type TaskCompletion } from './task-completion.ts'
import { TooManyWaitingError } from './too-many-waiting-error.ts'
import { newWorkflowId, type Workflow, type WorkflowRequest } from './workflow.ts'
import type { WorkflowResult } from './workflow-result.ts'
import type { WorkflowStore } from './workflow-store.ts'
import type { TaskDependencies } from './workflow-tasks.ts'
import { WorkflowVanishedError } from './workflow-vanished-error.ts'

export interface OrchestratorOptions {
  readonly store: WorkflowStore
  readonly ledger: LedgerStore
  readonly meter: Meter
  readonly tasks: TaskDependencies
  readonly tiers: DepthTiers
  /** How many workflows run in this process at once; 0: others run them, and they are followed here. */
  readonly concurrency: number
  /** So many workflows of one member wait at most; those of nobody in particular have no limit. Default: nobody's have. */
  readonly waitingPerMember?: number
  readonly now: () => number
  readonly timers: Timers
  /** News of what others do with the workflows. */
  readonly wakes: Wakes
  readonly newId: () => string
  /** Sees every finished task. Default: totals its calls, estimates what reported nothing. */
  readonly completed?: TaskCompletion
  readonly onListenerError: (error: unknown) => void
}

interface RunUnderWay {
  readonly run: RunningWorkflow
  readonly abort: AbortController
  /** Somebody else has the workflow: no new task or step is begun; a call that is under way is paid for and comes to its end. */
  isLost: boolean
}

/**
 * Queues, runs, resumes and cancels workflows.
 *
 * @example
 * ```ts
 * const seen: string[] = []
 * const stop = orchestrator.subscribe(({ type }) => seen.push(type)) // 'task.started', 'task.completed' and so on
 * const run = await orchestrator.start({ location, depth: 'quick', tenant: 'cli', visibility: 'member' })
 * const { status, brief } = await run.result
 * stop()
 * ```
 */
export class Orchestrator {
  readonly #options: OrchestratorOptions
  readonly #events: EventStream
  readonly #queue: FairQueue
  readonly #entering = new Entering()
  /** The latest run of each workflow. */
  readonly #running = new Map<string, RunUnderWay>()
  readonly #elsewhere: RunsElsewhere
  #stopping = false
  #stopLooking: (() => void) | undefined

  constructor(options: OrchestratorOptions) {
    this.#options = options
    this.#events = new EventStream(options.onListenerError)
    this.#queue = new FairQueue(options.concurrency)
    this.#elsewhere = new RunsElsewhere({
      ...options,
      events: this.#events,
      onError: options.onListenerError,
    })
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: WorkflowListener): () => void {
    return this.#events.subscribe(listener)
  }

  quote(request: Pick<WorkflowRequest, 'depth' | 'tenant' | 'user' | 'maxCostNanoUsd'>): Promise<Quote> {
    return quoteFor(request, this.#options.now(), this.#options)
  }

  /**
   * Stores a workflow and puts it into the queue.
   *
   * @param id of the workflow, from a surface whose requests have ids of their own; used once, it starts nothing again
   * @throws {WorkflowSuspended} when the process stops.
   * @throws {UnfitBaseError} when it is based on a workflow that it may take nothing from.
   * @throws {TooManyWaitingError} when as many of the member wait as may.
   */
  async start(request: WorkflowRequest, id = newWorkflowId(this.#options.newId())): Promise<RunningWorkflow> {
    const { store, now } = this.#options
    if (this.#stopping) throw new WorkflowSuspended()
    const leave = this.#enter(request.user)
    try {
      await requireFitBase(request, store)
      if (!this.#runsHere) await this.#requireFewWaiting(request.user)
      return await this.#begin(await store.create(id, request, now()), request)
    } finally {
      leave()
    }
  }

  /** @throws {TooManyWaitingError} when as many of the member wait here as may. */
  #enter(user = ''): () => void {
    const { waitingPerMember = Number.POSITIVE_INFINITY } = this.#options
    if (user !== '' && this.#queue.waitingOf(user) + this.#entering.of(user) >= waitingPerMember)
      throw new TooManyWaitingError(waitingPerMember)
    return this.#entering.enter(user)
  }

  /** Goes on with a workflow that nobody runs, from its checkpoints; with another cost ceiling when one is given. */
  async resume(id: string, maxCostNanoUsd?: NanoUsd): Promise<ResumeResult> {
    const { store } = this.#options
    const workflow = await store.find(id)
    if (!workflow) return { kind: 'unknown' }
    // It waits already for whoever runs it.
    if (!this.#runsHere && !hasEnded(workflow) && maxCostNanoUsd === undefined)
      return { kind: 'resumed', run: this.follow(id) }
    const claim = this.#stopping ? undefined : await store.claim(id, maxCostNanoUsd)
    if (!claim) return { kind: 'not_resumable', workflow }
    return { kind: 'resumed', run: await this.#begin(claim, workflow) }
  }

  /** Follows a workflow to its end that another process runs, or will. */
  follow(id: string): RunningWorkflow {
    return this.#elsewhere.follow(id)
  }

  /** Runs as much here of what nobody runs as there is room for; fair between tenants and members, whoever runs their others. */
  async takeWaiting(): Promise<readonly RunningWorkflow[]> {
    const { store, concurrency } = this.#options
    const room = this.#stopping ? 0 : concurrency - this.#running.size
    if (room <= 0) return []
    const taken: RunningWorkflow[] = []
    for (const { workflow, claim } of await store.takeInTurn(room))
      if (this.#stopping) await store.putBack(claim)
      else taken.push(this.#enqueue(claim, workflow))
    return taken
  }

  /** Workflows that a dead process, a shutdown or a crash has left unfinished. */
  orphans(): Promise<readonly Workflow[]> {
    return this.#options.store.orphans()
  }

  find(id: string): RunningWorkflow | undefined {
    return this.#running.get(id)?.run ?? this.#elsewhere.find(id)
  }

  /**
   * Ends a workflow as cancelled, whichever process runs it: at once where that is this one, else as soon as that one hears of it. What
   * nobody runs ends when it is gone on with. False when it has ended, or there is none.
   */
  async cancel(id: string): Promise<boolean> {
    const own = this.#running.get(id)?.run
    own?.cancel()
    return own !== undefined || this.#options.store.askToCancel(id, this.#options.now())
  }

  /** Lets go of workflows that are gone from the store, and of the media that is kept for them; resolves when none of them goes on. */
  async letGo(ids: readonly string[]): Promise<void> {
    const running = ids.flatMap((id) => this.#running.get(id) ?? [])
    for (const { run, abort } of running) abort.abort(new WorkflowVanishedError(run.id))
    await Promise.allSettled(running.map(({ run }) => run.result))
    for (const id of ids) await this.#options.tasks.acquisition.discardMedia(id)
  }

  /** Takes no new work, lets calls that are under way finish for `graceMs`, then aborts them. Workflows keep their checkpoints. */
  async shutdown(graceMs: number): Promise<void> {
    this.#stopping = true
    this.#elsewhere.letGo()
    const running = [...this.#running.values()]
    const abortAll = () => {
      for (const { abort } of running) abort.abort(new WorkflowSuspended())
    }
    for (const { run, abort } of running)
      if (run.position() !== undefined) abort.abort(new WorkflowSuspended())
    this.#options.timers.after(graceMs).addEventListener('abort', abortAll)
    await Promise.allSettled(running.map(({ run }) => run.result))
  }

  get #runsHere(): boolean {
    return this.#options.concurrency > 0
  }

  /** @throws {TooManyWaitingError} when as many of the member wait as may, wherever. */
  async #requireFewWaiting(user: string | undefined): Promise<void> {
    const { store, waitingPerMember = Number.POSITIVE_INFINITY } = this.#options
    if (user === undefined) return
    const waiting = await store.countRuns({ user, state: 'queued', sinceMs: 0 })
    if (waiting >= waitingPerMember) throw new TooManyWaitingError(waitingPerMember)
  }

  /** Here, or by whoever takes it once it is put back. */
  async #begin(
    claim: WorkflowClaim,
    request: Pick<WorkflowRequest, 'tenant' | 'user'>,
  ): Promise<RunningWorkflow> {
    if (this.#runsHere) return this.#enqueue(claim, request)
    await this.#options.store.putBack(claim)
    return this.follow(claim.workflow)
  }

  #enqueue(
    claim: WorkflowClaim,
    { tenant, user = '' }: Pick<WorkflowRequest, 'tenant' | 'user'>,
  ): RunningWorkflow {
    const id = claim.workflow
    const turn = `${id} ${claim.claim}`
    const abort = new AbortController()
    const ended = Promise.withResolvers<WorkflowResult>()
    const begin = () =>
      runUnderClaim(claim, abort, this.#runDependencies(underWay)).then(ended.resolve, ended.reject)
    const run: RunningWorkflow = {
      id,
      result: ended.promise.finally(() => {
        if (this.#isLatest(underWay)) this.#running.delete(id)
        if (this.#running.size === 0) this.#stopLooking?.()
      }),
      cancel: () => abort.abort(new WorkflowCancelled()),
      position: () => this.#queue.positionOf(turn),
    }
    const underWay: RunUnderWay = { run, abort, isLost: false }
    // Whoever started the workflow may not look at its result before it fails.
    run.result.catch(() => undefined)
    if (this.#running.size === 0) this.#stopLooking = lookOnNews((news) => this.#look(news), this.#options)
    this.#letGo(this.#running.get(id))
    this.#running.set(id, underWay)
    this.#queue.add({ id: turn, tenant, member: user, run: begin })
    abort.signal.addEventListener('abort', () => {
      // It ends at once, without its turn.
      if (this.#queue.remove(turn)) begin()
    })
    const position = run.position()
    if (position !== undefined) this.#events.emit({ type: 'workflow.queued', workflow: id, position })
    return run
  }

  /** Does what others want of the workflows that run here. */
  async #look(news: News): Promise<void> {
    const { store, onListenerError } = this.#options
    const ids = [...this.#running.keys()].filter((id) => concerns(news, id))
    if (ids.length === 0) return
    try {
      const { toCancel, lost } = await store.interruptions(ids)
      for (const id of toCancel) this.find(id)?.cancel()
      for (const id of lost)
        if (await store.find(id)) this.#letGo(this.#running.get(id))
        else this.#running.get(id)?.abort.abort(new WorkflowVanishedError(id))
    } catch (error) {
      // The next look is soon.
      onListenerError(error)
    }
  }

  /** Of a run that has lost its workflow. Without its turn it ends at once. */
  #letGo(underWay: RunUnderWay | undefined): void {
    if (!underWay) return
    underWay.isLost = true
    if (underWay.run.position() !== undefined) underWay.abort.abort(new WorkflowSuspended())
  }

  /** Whether nobody has begun another run of the workflow here since. */
  #isLatest(underWay: RunUnderWay): boolean {
    return this.#running.get(underWay.run.id) === underWay
  }

  #runDependencies(underWay: RunUnderWay): ClaimedRunDependencies {
    const { store, ledger, meter, tasks, tiers, now, completed } = this.#options
    return {
      now,
      store,
      ledger,
      tasks,
      tiers,
      events: this.#events,
      completed: completed ?? createTaskCompletion({ ledger, meter }),
      isStopping: () => this.#stopping || underWay.isLost,
      isLatest: () => this.#isLatest(underWay),
    }
  }
}
