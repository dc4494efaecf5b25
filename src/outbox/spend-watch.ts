import type { Logger } from 'pino'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import { botSubject } from '../ledger/subject.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import type { WorkflowEvent, WorkflowListener } from '../orchestrator/events.ts'
import { usualCost } from '../orchestrator/quote.ts'
import type { WorkflowStore } from '../orchestrator/workflow-store.ts'
import type { ModelId } from '../pricing/model-id.ts'
import type { PriceAnswer } from '../pricing/price-answer.ts'
import { dearWorkflow, type SpendSpike, spendDimensions, unpricedModels } from '../report/anomalies.ts'
import { periodRange } from '../report/period-range.ts'
import { readDayAnomalies } from '../report/read-anomalies.ts'
import { SpendDays } from '../report/spend-days.ts'
import { costOf } from '../report/track-cost.ts'
import type { Timers } from '../time/timers.ts'
import type { Workers } from '../workers/workers.ts'
import type { OutboxStore } from './outbox-store.ts'
import { noticeOf, type OwnerNotice, refusalNotice } from './owner-notice.ts'
import { topicOf } from './topic.ts'
import { troubleNotice } from './trouble-notice.ts'

export interface SpendWatchOptions {
  readonly outbox: Pick<OutboxStore, 'addNotice' | 'hasNotice' | 'isMuted'>
  readonly ledger: LedgerStore
  readonly workflows: Pick<WorkflowStore, 'find' | 'recentCosts'>
  /** As the orchestrator has it: returns the function that ends the subscription. */
  readonly subscribe: (listener: WorkflowListener) => () => void
  /** A run that costs at least so much is told of; undefined: none is. */
  readonly costAlertThresholdNanoUsd?: NanoUsd | undefined
  /** The models that are configured. */
  readonly models: readonly ModelId[]
  readonly priceOf: (model: ModelId) => PriceAnswer
  readonly workers: Workers
  /** What is less above the usual is not told. Default: half a dollar. */
  readonly leastAnomalyNanoUsd?: NanoUsd | undefined
  readonly log: Logger
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly timers: Timers
  /** A notice was added to the outbox. */
  readonly onNotice: () => void
  /** Whether it is this process that looks at all days and models; asked each time. Default: it is. */
  readonly isOurs?: () => Promise<boolean>
}

export interface SpendWatch {
  /** Tells the owners, once for each anomaly, whatever process saw it. */
  notify(notice: OwnerNotice): Promise<void>
  stop(): Promise<void>
}

const checkEveryMs = 10 * 60_000
const workflowsCompared = 20

/**
 * Looks for spikes and unpriced models now and every ten minutes, at each workflow when it has ended, and at what fails in its tasks.
 */
export function startSpendWatch(options: SpendWatchOptions): SpendWatch {
  const { outbox, ledger, log, now, timers, onNotice, subscribe } = options
  const underWay = new Set<Promise<void>>()

  const notify = async (notice: OwnerNotice) => {
    if (await isMuted(notice, outbox)) return
    if (!(await outbox.addNotice(noticeOf(notice, now())))) return
    log.warn(notice, 'The owners are told of something that needs a look')
    onNotice()
  }
  const notifyOf = (find: () => Promise<readonly OwnerNotice[]>) => {
    const work = find()
      .then(async (notices) => {
        for (const notice of notices) await notify(notice)
      })
      .catch((error: unknown) => log.error({ err: error }, 'The spend could not be watched'))
      .finally(() => underWay.delete(work))
    underWay.add(work)
  }
  const spendDays = new SpendDays(ledger)
  const { isOurs = async () => true } = options
  const check = () => notifyOf(async () => ((await isOurs()) ? findNow(options, spendDays) : []))
  const unsubscribe = subscribe((event) => {
    if (event.type === 'workflow.ended') notifyOf(() => findIn(event, options))
    if (event.type === 'budget.refused') notifyOf(() => refusalIn(event, options))
    if (event.type === 'task.trouble') notifyOf(async () => noticesOf(event, log))
  })
  const stopChecking = timers.every(checkEveryMs, check)
  check()
  return {
    notify,
    stop: async () => {
      stopChecking()
      unsubscribe()
      await Promise.all(underWay)
    },
  }
}

/** What went wrong in a task stands in the log whoever it concerns. */
function noticesOf(
  { workflow, task, failure }: Extract<WorkflowEvent, { type: 'task.trouble' }>,
  log: Logger,
): readonly OwnerNotice[] {
  const { code, values, detail } = failure
  log.warn({ workflow, task, code, values, detail }, 'A task, or a part of it, failed')
  const notice = troubleNotice(failure)
  return notice ? [notice] : []
}

async function isMuted(
  notice: Parameters<typeof topicOf>[0],
  outbox: Pick<OutboxStore, 'isMuted'>,
): Promise<boolean> {
  const topic = topicOf(notice)
  return topic !== undefined && (await outbox.isMuted(topic))
}

/** Of today so far, and of yesterday, whose last minutes nobody has looked at. */
async function findNow(options: SpendWatchOptions, spendDays: SpendDays): Promise<readonly OwnerNotice[]> {
  const { outbox, ledger, workers, leastAnomalyNanoUsd: leastNanoUsd, models, priceOf, now } = options
  const nowMs = now()
  const timeZone = await ledger.timeZone(botSubject)
  const { fromMs } = periodRange({ kind: 'days', days: 2 }, nowMs, timeZone)
  const looked = { fromMs, toMs: nowMs + 1 }
  const found = await readDayAnomalies(
    { ledger, workers, spendDays, ...(leastNanoUsd !== undefined && { leastNanoUsd }) },
    looked,
    nowMs,
    timeZone,
  )
  // What is muted stands for nothing else.
  const muted = await Promise.all(found.map((anomaly) => isMuted(anomaly, outbox)))
  const heard = found.filter((_, index) => !muted[index])
  const quiet = found.filter((_, index) => muted[index]).filter((anomaly) => anomaly.kind === 'spend_spike')
  // Unless it was told before it was muted: what it stood for was named there.
  const told = await Promise.all(
    quiet.map((spike) => outbox.hasNotice(noticeOf({ ...spike, also: '' }, nowMs).key)),
  )
  const isNew = (spike: SpendSpike) => !quiet.some((wide, index) => told[index] && isWithin(spike, wide))
  const spikes = heard.filter((anomaly) => anomaly.kind === 'spend_spike').filter(isNew)
  const others = heard.filter((anomaly) => anomaly.kind !== 'spend_spike')
  return [...spikeNotices(spikes), ...others, ...unpricedModels(models, priceOf)]
}

/** Whether a message of one spike names the other. */
function isWithin(spike: SpendSpike, wide: SpendSpike): boolean {
  const rank = ({ dimension }: SpendSpike) => spendDimensions.indexOf(dimension)
  const isNesting = wide.dimension === 'bot' || wide.dimension === 'tenant'
  return isNesting && spike.fromMs === wide.fromMs && rank(spike) > rank(wide)
}

/**
 * One message for a day and what is behind it: the whole bot stands for what has made it stand out, servers stand for their models and
 * tasks; those are named there.
 */
function spikeNotices(spikes: readonly SpendSpike[]): readonly OwnerNotice[] {
  const [widest] = spikes
  if (!widest) return []
  const middleMs = (widest.fromMs + widest.toMs) / 2
  const isThatDay = ({ fromMs, toMs }: SpendSpike) => fromMs <= middleMs && middleMs < toMs
  const ofDay = spikes.filter(isThatDay)
  const isNested = widest.dimension === 'bot' || widest.dimension === 'tenant'
  const [first, ...others] = isNested
    ? ofDay.filter(({ dimension }) => dimension === widest.dimension)
    : ofDay
  const named = ofDay.filter((spike) => spike !== first && !others.includes(spike))
  return [
    ...(first ? [{ ...first, also: named.map(({ subject }) => subject).join(', ') }] : []),
    ...others.map((spike) => ({ ...spike, also: '' })),
    ...spikeNotices(spikes.filter((spike) => !isThatDay(spike))),
  ]
}

/** With what a run of this depth usually costs, as the call that was refused is only a part of one. */
async function refusalIn(
  { workflow, task, refusal }: Extract<WorkflowEvent, { type: 'budget.refused' }>,
  { workflows }: SpendWatchOptions,
): Promise<readonly OwnerNotice[]> {
  const found = await workflows.find(workflow)
  const usual = (found && usualCost(await workflows.recentCosts(found.depth, workflowsCompared))) ?? 0n
  // Before its first task a run asks for all that it may cost at most.
  const asked = task === undefined ? 0n : refusal.requestedNanoUsd
  const notice = refusalNotice(refusal, {
    depth: found && usual > 0n ? found.depth : null,
    usualNanoUsd: usual > 0n && asked > usual ? asked : usual,
  })
  return notice ? [notice] : []
}

async function findIn(
  { workflow }: WorkflowEvent,
  { workflows, ledger, now, leastAnomalyNanoUsd, costAlertThresholdNanoUsd: threshold }: SpendWatchOptions,
): Promise<readonly OwnerNotice[]> {
  const found = await workflows.find(workflow)
  if (!found) return []
  const { depth } = found
  const costNanoUsd = costOf(await ledger.entriesOf(workflow))
  const costs = await workflows.recentCosts(depth, workflowsCompared)
  // A completed one is among them itself; another of the same cost stands for it.
  const own = costs.indexOf(costNanoUsd)
  const earlier = own < 0 ? costs : costs.toSpliced(own, 1)
  const { createdAtMs: fromMs, endedAtMs: toMs = now(), user = null } = found
  const dear = dearWorkflow(
    { workflow, user, depth, costNanoUsd, fromMs, toMs },
    earlier,
    leastAnomalyNanoUsd,
  )
  const isOver = threshold !== undefined && costNanoUsd >= threshold
  const over = { kind: 'run_over_threshold', workflow, depth, costNanoUsd } as const
  return [...(dear ? [dear] : []), ...(isOver ? [{ ...over, thresholdNanoUsd: threshold }] : [])]
}
