import type { REST } from 'discord.js'
import PQueue from 'p-queue'
import type { Logger } from 'pino'
import type { Autointel } from '../../app/open-autointel.ts'
import { type Depth, depths } from '../../ledger/attribution.ts'
import type { Texts } from '../../locales/texts.ts'
import type { Workflow } from '../../orchestrator/workflow.ts'
import type { WorkflowResult } from '../../orchestrator/workflow-result.ts'
import type { Timers } from '../../time/timers.ts'
import type { BotContext } from './bot-context.ts'
import type { OutgoingMessage } from './message.ts'
import type { Owners } from './owners.ts'
import { progressMessage } from './render/progress-message.ts'
import { type ResultOptions, resultMessage } from './render/result-message.ts'
import type { ReplyAddress } from './reply-address.ts'
import { createWorkflowPresenter, type WorkflowPresenter } from './workflow-presenter.ts'
import { createWorkflowProgress, type WorkflowProgress } from './workflow-progress.ts'
import { createWorkflowReply } from './workflow-reply.ts'

export interface WorkflowPresentersOptions {
  readonly autointel: Autointel
  readonly rest: REST
  readonly owners: Owners
  readonly textsFor: BotContext['textsFor']
  readonly costNoticeThresholdNanoUsd: bigint
  readonly newErrorId: () => string
  readonly log: Logger
  readonly now: () => number
  readonly timers: Timers
  /** Aborted when the process can wait no longer. */
  readonly giveUp: AbortSignal
}

export type ShownWorkflow = Pick<Workflow, 'id' | 'location' | 'depth' | 'tenant' | 'user'>

/** Makes the presenter of a workflow's message. `onResult` sees the result before it is delivered. */
export type PresenterOf = (
  workflow: ShownWorkflow,
  address: ReplyAddress,
  onResult: (result: WorkflowResult) => void,
) => WorkflowPresenter

/** Progress edits a second, of all messages together: results and answers to new commands are not to wait behind them. */
const progressEditsPerSecond = 20

export function createWorkflowPresenters(options: WorkflowPresentersOptions): PresenterOf {
  const { autointel, textsFor, rest, now, timers, log, giveUp, newErrorId } = options
  const { orchestrator, ledger, config } = autointel
  const progress = createWorkflowProgress(orchestrator, config.depthTiers)
  const turns = new PQueue({ interval: 1_000, intervalCap: progressEditsPerSecond })
  return (workflow, address, onResult) => {
    const { id, depth, tenant, user } = workflow
    const texts = textsFor(address)
    const facts = Promise.all([orchestrator.quote({ depth, tenant, user }), ledger.timeZone(tenant)])
    // Whoever shows something asks for them, and sees what went wrong.
    facts.catch(() => undefined)
    return createWorkflowPresenter({
      texts,
      timers,
      giveUp,
      newErrorId,
      log: log.child({ workflow: id }),
      // Discord takes 25 characters; the ids of messages have up to 20.
      reply: createWorkflowReply(address, { rest, now, nonce: `wf${address.messageId}` }),
      follow: (listener) => progress.follow(id, listener),
      inTurn: (edit) => turns.add(edit),
      progress: async () => {
        const [quote, timeZone] = await facts
        return progressNow(workflow, address, { quote, timeZone }, texts, { ...options, progress })
      },
      result: async (result) => {
        onResult(result)
        const [, timeZone] = await facts
        return resultMessage(result, { ...resultOptions(result, address, options), timeZone }, texts)
      },
    })
  }
}

type Facts = Pick<Parameters<typeof progressMessage>[0], 'quote' | 'timeZone'>

async function progressNow(
  { id, location, depth }: ShownWorkflow,
  { startedAtMs }: ReplyAddress,
  facts: Facts,
  texts: Texts,
  { autointel, now, progress }: WorkflowPresentersOptions & { readonly progress: WorkflowProgress },
): Promise<OutgoingMessage> {
  const { spentNanoUsd } = await autointel.ledger.scopeBalance(id)
  const position = autointel.orchestrator.find(id)?.position()
  const tasks = progress.tasksOf(id, depth)
  const view = { workflow: id, location, depth, position, tasks, startedAtMs, spentNanoUsd, nowMs: now() }
  return progressMessage({ ...view, ...facts }, texts)
}

function resultOptions(
  { depth, brief, refusal }: WorkflowResult,
  { showCost, userId }: ReplyAddress,
  { autointel, owners, costNoticeThresholdNanoUsd }: WorkflowPresentersOptions,
): Omit<ResultOptions, 'timeZone'> {
  const { depthTiers } = autointel.config
  const offer = (offered: Depth | undefined) =>
    offered && { depth: offered, ceilingNanoUsd: depthTiers[offered].totalNanoUsd }
  const fits = refusal?.fitsDepth
  return {
    showCost,
    noticeThresholdNanoUsd: costNoticeThresholdNanoUsd,
    deeper: offer(brief && depths[depths.indexOf(depth) + 1]),
    shallower: offer(fits && depths.indexOf(fits) < depths.indexOf(depth) ? fits : undefined),
    canRaise: refusal?.period !== undefined && owners.isOwner(userId),
  }
}
