import { setImmediate } from 'node:timers/promises'
import type { REST } from '@discordjs/rest'
import PQueue from 'p-queue'
import type { Logger } from 'pino'
import type { Autointel } from '../../../app/open-autointel.ts'
import { bookedSubject } from '../../../ledger/subject.ts'
import type { RunningWorkflow } from '../../../orchestrator/running-workflow.ts'
import { WorkflowSuspended } from '../../../orchestrator/suspension.ts'
import { unfinishedStates, type Workflow, type WorkflowRequest } from '../../../orchestrator/workflow.ts'
import { WorkflowVanishedError } from '../../../orchestrator/workflow-vanished-error.ts'
import type { Timers } from '../../../time/timers.ts'
import type { OutgoingMessage } from '../message.ts'
import { type Reach, reachOf } from '../reach.ts'
import { errorMessage, noticeMessage } from '../render/error-message.ts'
import { progressMessage } from '../render/progress-message.ts'
import { decodeReplyAddress, encodeReplyAddress, type ReplyAddress } from '../reply-address.ts'
import type { TextsFor } from '../texts-for.ts'
import { errorIdOf } from './present-result.ts'
import { ProgressDisplay } from './progress-display.ts'
import { ProgressPlace } from './progress-place.ts'
import { createWorkflowProgress, type WorkflowProgress } from './workflow-progress.ts'

export interface WorkflowMessagesOptions {
  readonly autointel: Autointel
  readonly rest: REST
  readonly textsFor: TextsFor
  /** A result waits in the outbox. */
  readonly onResult: () => void
  readonly log: Logger
  readonly now: () => number
  readonly timers: Timers
}

/** What becomes of a wish to start or go on with a workflow. */
export type StartOutcome = 'started' | 'exists'
export type ResumeOutcome = 'resumed' | 'unknown' | 'busy' | 'complete'
/** `asked`: another process has it, and ends it within a moment. */
export type CancelOutcome = 'cancelled' | 'asked' | 'ended'

type Display = Pick<ProgressDisplay, 'begin' | 'show' | 'end' | 'leave'>

/** Of what nobody has asked for, nothing is shown before there is something to read. */
const unseen: Display = {
  begin: () => undefined,
  show: () => undefined,
  end: async () => undefined,
  leave: async () => undefined,
}

type ShownWorkflow = Pick<Workflow, 'id' | 'location' | 'depth' | 'tenant' | 'user'>

/** Progress edits a second, of all messages together: results and answers to new commands are not to wait behind them. */
const progressEditsPerSecond = 20

/**
 * Starts and resumes workflows, each followed by the message that answers to it. Of one workflow this process has one display at a
 * time. What a run has come to is brought by the outbox, once the display is at its end.
 */
export class WorkflowMessages {
  readonly #options: WorkflowMessagesOptions
  readonly #progress: WorkflowProgress
  readonly #reach: Reach
  readonly #turns = new PQueue({ interval: 1_000, intervalCap: progressEditsPerSecond })
  /** Workflows that a message follows or is about to, with the end of that. */
  readonly #shown = new Map<string, Promise<void>>()

  constructor(options: WorkflowMessagesOptions) {
    const { orchestrator, config } = options.autointel
    this.#options = options
    this.#progress = createWorkflowProgress(orchestrator, config.depthTiers)
    this.#reach = reachOf(config.discord)
  }

  /**
   * Starts a workflow, which the message at the address then follows to its end. A workflow's id is used once: `exists` when there
   * is one already, and nothing was started.
   *
   * @throws {WorkflowSuspended} when the process stops
   */
  async start(
    id: string,
    request: Omit<WorkflowRequest, 'replyTo'>,
    address: ReplyAddress,
  ): Promise<StartOutcome> {
    const { workflows, orchestrator } = this.#options.autointel
    // In this order: between the second look and `#show` nobody else can begin.
    if ((await workflows.find(id)) || this.#shown.has(id)) return 'exists'
    const replyTo = encodeReplyAddress(address)
    try {
      await this.#show({ id, ...request }, address, () => orchestrator.start({ ...request, replyTo }, id))
      return 'started'
    } catch (error) {
      // Another process with the same token and books was first.
      if (await workflows.find(id)) return 'exists'
      throw error
    }
  }

  /** Goes on with an unfinished or partial workflow, in the message at the address. */
  async resume(id: string, address: ReplyAddress): Promise<ResumeOutcome> {
    const workflow = await this.#options.autointel.workflows.find(id)
    return workflow ? this.#resume(workflow, address) : 'unknown'
  }

  /** Ends a workflow as cancelled, whichever process has it; what nobody has, this one goes on with to its end. */
  async cancel(workflow: Workflow): Promise<CancelOutcome> {
    const { orchestrator, config } = this.#options.autointel
    const isOurs = orchestrator.find(workflow.id) !== undefined
    if (!(await orchestrator.cancel(workflow.id))) return 'ended'
    if (isOurs) return 'cancelled'
    // Whoever takes it ends it; another gateway may be showing it.
    if (config.workersHere === 0) return 'asked'
    const isLeft = (await orchestrator.orphans()).some(({ id }) => id === workflow.id)
    const address = decodeReplyAddress(workflow.replyTo)
    if (isLeft && address) await this.#resume(workflow, address)
    return isLeft ? 'cancelled' : 'asked'
  }

  /** Goes on with what an earlier process left, of those whom this one hears from; where others run it, shows how it gets on. */
  async resumeAll(): Promise<void> {
    const { orchestrator, workflows, config } = this.#options.autointel
    const runsElsewhere = config.workersHere === 0
    const left = runsElsewhere ? await workflows.inStates(unfinishedStates) : await orchestrator.orphans()
    for (const workflow of left.filter(({ tenant }) => this.#reach.hears(tenant))) {
      const { id } = workflow
      const address = decodeReplyAddress(workflow.replyTo)
      if (!address || this.#shown.has(id)) continue
      if (runsElsewhere) await this.#show(workflow, address, async () => orchestrator.follow(id))
      else await this.#resume(workflow, address)
    }
    if (runsElsewhere) await this.#handOverLeft()
  }

  /** What has ended while nobody showed it waits for nothing any more. */
  async #handOverLeft(): Promise<void> {
    for (const { workflow, tenant } of await this.#options.autointel.outbox.unreleased())
      if (this.#reach.hears(tenant) && !this.#shown.has(workflow)) await this.#handOver(workflow)
  }

  /** Resolves when no message follows a workflow. */
  async idle(): Promise<void> {
    // What is only just starting has no promise of its own yet: the event loop goes on in between.
    while (this.#shown.size > 0) await Promise.all([...this.#shown.values(), setImmediate()])
  }

  async #resume(workflow: Workflow, address: ReplyAddress): Promise<ResumeOutcome> {
    const { workflows, orchestrator } = this.#options.autointel
    const { id, state } = workflow
    if (this.#shown.has(id)) return 'busy'
    const hasBegun = await this.#show(workflow, address, async () => {
      const answer = await orchestrator.resume(id)
      if (answer.kind !== 'resumed') return undefined
      await workflows.setReplyTo(id, encodeReplyAddress(address))
      return answer.run
    })
    if (hasBegun) return 'resumed'
    return state === 'completed' ? 'complete' : 'busy'
  }

  /** Shows the run that `begin` begins; false, and nothing shown, when it begins none. */
  async #show(
    workflow: ShownWorkflow,
    address: ReplyAddress,
    begin: () => Promise<RunningWorkflow | undefined>,
  ): Promise<boolean> {
    const { id } = workflow
    this.#shown.set(id, Promise.resolve())
    const display = address.isWatched ? unseen : this.#displayOf(workflow, address)
    display.begin()
    let run: RunningWorkflow | undefined
    try {
      run = await begin()
    } finally {
      if (!run) {
        await display.end()
        this.#shown.delete(id)
      }
    }
    if (!run) return false
    display.show()
    this.#shown.set(id, this.#followToEnd(run, display, address))
    return true
  }

  /** Never rejects. */
  async #followToEnd(run: RunningWorkflow, display: Display, address: ReplyAddress): Promise<void> {
    const { textsFor, log } = this.#options
    const { id } = run
    const texts = textsFor(address)
    const error = await run.result.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    await display.end()
    if (error instanceof WorkflowSuspended) {
      await display.leave({ content: texts.t('workflow.suspended'), components: [] })
    } else if (error instanceof WorkflowVanishedError) {
      await display.leave({ ...noticeMessage(texts.t('workflow.forgotten'), texts), components: [] })
    } else {
      const errorId = errorIdOf(run)
      if (error) log.error({ err: error, errorId, workflow: id }, 'a workflow failed')
      const isOnItsWay = await this.#handOver(id)
      if (error && !isOnItsWay) await display.leave({ ...errorMessage(errorId, texts), components: [] })
    }
    this.#shown.delete(id)
  }

  /** Lets the outbox bring the result; false when there is none. */
  async #handOver(id: string): Promise<boolean> {
    const { autointel, onResult, log, now } = this.#options
    try {
      const isReleased = await autointel.outbox.release(id, now())
      if (isReleased) onResult()
      return isReleased
    } catch (error) {
      log.error({ err: error, workflow: id }, 'a result could not be handed over to be delivered')
      return false
    }
  }

  #displayOf(workflow: ShownWorkflow, address: ReplyAddress): ProgressDisplay {
    const { autointel, rest, textsFor, log, now, timers } = this.#options
    const { id, depth, tenant, user } = workflow
    const texts = textsFor(address)
    const farewell = (message: OutgoingMessage) => ({ ...message, content: texts.t('workflow.goesOn') })
    const facts = Promise.all([
      autointel.orchestrator.quote({ depth, tenant, user }),
      autointel.ledger.timeZone(bookedSubject(tenant)),
    ])
    // Whoever shows something asks for them, and sees what went wrong.
    facts.catch(() => undefined)
    return new ProgressDisplay({
      place: new ProgressPlace(address, { rest, now, farewell }),
      timers,
      log: log.child({ workflow: id }),
      follow: (listener) => this.#progress.follow(id, listener),
      inTurn: (edit) => this.#turns.add(edit),
      progress: async () => {
        const [quote, timeZone] = await facts
        const { spentNanoUsd } = await autointel.ledger.scopeBalance(id)
        return progressMessage(
          {
            workflow: id,
            location: workflow.location.address,
            depth,
            quote,
            timeZone,
            spentNanoUsd,
            position: autointel.orchestrator.find(id)?.position(),
            tasks: this.#progress.tasksOf(id, depth),
            startedAtMs: address.startedAtMs,
            nowMs: now(),
          },
          texts,
        )
      },
    })
  }
}
