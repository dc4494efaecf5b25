import type { Logger } from 'pino'
import type { Texts } from '../../locales/texts.ts'
import type { RunningWorkflow } from '../../orchestrator/orchestrator.ts'
import { WorkflowSuspended } from '../../orchestrator/suspension.ts'
import type { WorkflowResult } from '../../orchestrator/workflow-result.ts'
import type { Timers } from '../../time/timers.ts'
import { discordFailure } from './discord-failure.ts'
import { createEditThrottle } from './edit-throttle.ts'
import type { OutgoingMessage } from './message.ts'
import { errorMessage } from './render/error-message.ts'
import type { WorkflowReply } from './workflow-reply.ts'

/** Discord asks bots not to edit faster; see also the rate limit of edits, five in five seconds for a message. */
const editIntervalMs = 2_000
/** Without any event, elapsed time, spend and place in the queue are brought up to date this often. */
const refreshIntervalMs = 10_000
const retryDelaysMs = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 60_000, 120_000, 120_000]

export interface PresenterOptions {
  readonly reply: WorkflowReply
  readonly texts: Texts
  /** How the run stands. */
  readonly progress: () => Promise<OutgoingMessage>
  readonly result: (result: WorkflowResult) => Promise<OutgoingMessage>
  /** Waits for its turn among the progress edits of all messages. */
  readonly inTurn: (edit: () => Promise<void>) => Promise<void>
  /** Calls the listener whenever something happens in the run. Returns the function that ends it. */
  readonly follow: (listener: () => void) => () => void
  readonly newErrorId: () => string
  readonly log: Logger
  readonly timers: Timers
  /** Aborted when the process can wait no longer: then retries end. */
  readonly giveUp: AbortSignal
}

/** One message that shows one run. Call `begin` before the run starts, then `end` with it, or `abandon`. */
export interface WorkflowPresenter {
  begin(): void
  /** Shows the run to its end; true when the member has the result. Never rejects. */
  end(run: RunningWorkflow): Promise<boolean>
  /** Delivers a result. Never rejects. */
  deliver(result: WorkflowResult): Promise<boolean>
  abandon(): Promise<void>
}

export function createWorkflowPresenter(options: PresenterOptions): WorkflowPresenter {
  const { reply, texts, log, timers, newErrorId } = options
  let shown: string | undefined
  let isOver = false
  let stopFollowing: () => void = () => undefined
  let stopRefreshing: () => void = () => undefined

  const showProgress = async () => {
    if (isOver) return
    try {
      const message = await options.progress()
      const text = JSON.stringify(message)
      if (text === shown || isOver) return
      await reply.show(message)
      shown = text
    } catch (error) {
      const level =
        discordFailure(error) === undefined || discordFailure(error) === 'rejected' ? 'warn' : 'debug'
      log[level]({ err: error }, 'progress could not be shown')
    }
  }
  const throttle = createEditThrottle(() => options.inTurn(showProgress), {
    intervalMs: editIntervalMs,
    timers,
  })
  const stop = async () => {
    isOver = true
    stopFollowing()
    stopRefreshing()
    await throttle.end()
  }
  const deliver = async (message: OutgoingMessage): Promise<boolean> => {
    const delivered = await deliverStubbornly(message, options)
    if (delivered !== 'rejected') return delivered === 'delivered'
    const errorId = newErrorId()
    log.error({ errorId }, 'Discord does not take the message of a result')
    return (await deliverStubbornly(errorMessage(errorId, texts), options)) === 'delivered'
  }
  const deliverResult = async (result: WorkflowResult): Promise<boolean> => {
    try {
      return await deliver(await options.result(result))
    } catch (error) {
      const errorId = newErrorId()
      log.error({ err: error, errorId }, 'a result could not be shown')
      return deliver(errorMessage(errorId, texts))
    }
  }

  return {
    begin() {
      stopFollowing = options.follow(throttle.request)
      stopRefreshing = timers.every(refreshIntervalMs, throttle.request)
      throttle.request()
    },
    async end(run) {
      const outcome = await run.result.catch((error: unknown) => ({ error }))
      await stop()
      if (!('error' in outcome)) return deliverResult(outcome)
      if (outcome.error instanceof WorkflowSuspended) {
        const message = {
          ...(await options.progress()),
          content: texts.t('workflow.suspended'),
          components: [],
        }
        await reply.show(message).catch((error: unknown) => log.debug({ err: error }, 'not shown'))
        return false
      }
      const errorId = newErrorId()
      log.error({ err: outcome.error, errorId, workflow: run.id }, 'a workflow failed')
      return deliver(errorMessage(errorId, texts))
    },
    deliver: deliverResult,
    abandon: stop,
  }
}

/** Tries again while Discord is away, as long as the process may wait. */
async function deliverStubbornly(
  message: OutgoingMessage,
  { reply, texts, log, timers, giveUp }: PresenterOptions,
): Promise<'delivered' | 'rejected' | 'given_up'> {
  const closing = { content: texts.t('workflow.movedToChannel') }
  for (const waitMs of [...retryDelaysMs, undefined]) {
    try {
      const way = await reply.deliver(message, closing)
      if (way === 'undeliverable')
        log.warn('a result reached neither its message, the channel nor the member')
      return 'delivered'
    } catch (error) {
      if (discordFailure(error) === 'rejected') {
        log.error({ err: error }, 'a result was rejected')
        return 'rejected'
      }
      log.warn({ err: error, againInMs: waitMs }, 'a result could not be delivered')
      if (waitMs === undefined) return 'given_up'
      await timers.wait(waitMs, giveUp).catch(() => undefined)
      if (giveUp.aborted) return 'given_up'
    }
  }
  return 'given_up'
}
