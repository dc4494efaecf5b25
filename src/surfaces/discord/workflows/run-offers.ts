import type { Autointel } from '../../../app/open-autointel.ts'
import { type Depth, depths } from '../../../ledger/attribution.ts'
import { type BudgetStatus, remainderNanoUsd } from '../../../ledger/budget-limit.ts'
import { limitedSubject, type Refusal } from '../../../ledger/limit-state.ts'
import { bookedSubject } from '../../../ledger/subject.ts'
import type { Workflow } from '../../../orchestrator/workflow.ts'
import type { DeeperBrief, DepthOffer } from '../render/result-buttons.ts'
import { decodeReplyAddress } from '../reply-address.ts'

/** The id of the run that reads the same at another depth: the same for every click, so that there is one of each. */
export function otherDepthId({ id }: Pick<Workflow, 'id'>, depth: Depth): string {
  return `${id}_${depth}`
}

export interface DeeperOffers {
  readonly deeper: readonly DepthOffer[]
  readonly deeperBriefs: readonly DeeperBrief[]
}

/** The depths beyond a run's own: those at which it has not been read, and where the briefs of the others are. */
export async function deeperOffers(
  workflow: Workflow,
  { workflows, config }: Pick<Autointel, 'workflows' | 'config'>,
): Promise<DeeperOffers> {
  const deeper: DepthOffer[] = []
  const deeperBriefs: DeeperBrief[] = []
  for (const depth of depths.slice(depths.indexOf(workflow.depth) + 1)) {
    const run = await workflows.find(otherDepthId(workflow, depth))
    const address = run && isWorthALook(run) ? messageAddress(run) : undefined
    if (address) deeperBriefs.push({ depth, address })
    else deeper.push({ depth, ceilingNanoUsd: config.depthTiers[depth].totalNanoUsd })
  }
  return { deeper, deeperBriefs }
}

function isWorthALook({ state }: Workflow): boolean {
  return state !== 'failed' && state !== 'refused' && state !== 'cancelled'
}

/** Where the message of a run is that others may be led to; undefined for what one member alone sees. */
export function messageAddress({ replyTo, tenant, visibility }: Workflow): string | undefined {
  const address = decodeReplyAddress(replyTo)
  if (!address || address.isPrivate) return undefined
  const subject = bookedSubject(tenant)
  const isServer = subject.kind === 'tenant' && subject.place === 'server'
  if (isServer && visibility === 'member') return undefined
  const place = isServer ? subject.server : '@me'
  return `https://discord.com/channels/${place}/${address.channelId}/${address.messageId}`
}

/** The limit that has refused, as it stands now; undefined when there is none any more, or it ended with its run. */
export async function refusedLimit(
  refusal: Pick<Refusal, 'kind' | 'subject' | 'period'>,
  ledger: Autointel['ledger'],
  nowMs: number,
): Promise<BudgetStatus | undefined> {
  const limited = limitedSubject(refusal)
  if (!limited) return undefined
  const statuses = await ledger.budgetStatus(limited, nowMs)
  return statuses.find(({ period }) => period === refusal.period)
}

/** Whether what was refused would be admitted by the limit as it stands now. */
export function isAdmittedBy(
  { requestedNanoUsd }: Pick<Refusal, 'requestedNanoUsd'>,
  status: BudgetStatus,
): boolean {
  const left = remainderNanoUsd(status)
  return left === undefined || status.budget?.mode === 'soft' || requestedNanoUsd <= left
}
