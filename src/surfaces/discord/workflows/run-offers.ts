import type { Requester } from '../../../access/requester.ts'
import { mayControl, mayRead } from '../../../access/runs.ts'
import type { Autointel } from '../../../app/open-autointel.ts'
import { mayServe } from '../../../brief/audience.ts'
import { type Depth, depths } from '../../../ledger/attribution.ts'
import { type BudgetStatus, remainderNanoUsd } from '../../../ledger/budget-limit.ts'
import { limitedSubject, type Refusal } from '../../../ledger/limit-state.ts'
import { bookedSubject } from '../../../ledger/subject.ts'
import type { Workflow } from '../../../orchestrator/workflow.ts'
import type { DeeperBrief, DepthOffer } from '../render/result-buttons.ts'
import { decodeReplyAddress } from '../reply-address.ts'

/** The id of the run that reads the same at another depth: the same for every click, so that there is one of each. */
function otherDepthId({ id }: Pick<Workflow, 'id'>, depth: Depth): string {
  return `${id}_${depth}`
}

/** Digits to base 36, of a user's id, by which their own run at another depth is told from everybody's. */
const ownDigits = 5

export interface OtherDepthWish {
  readonly requester: Requester
  readonly isPrivate: boolean
  /** For a run of which nobody is to find another. */
  readonly freshId: string
}

/**
 * The run of the same at another depth for whoever asks, and the id that it has or will have. What somebody has asked for in private
 * stands in nobody's way, and is never taken up for others: it has an id of their own; so has what others have not brought to its end.
 * The id of what was forgotten is not used again.
 */
export async function runAtDepth(
  workflow: Workflow,
  depth: Depth,
  { requester, isPrivate, freshId }: OtherDepthWish,
  { workflows, erasure }: Pick<Autointel, 'workflows' | 'erasure'>,
): Promise<{ readonly id: string; readonly existing: Workflow | undefined }> {
  const id = otherDepthId(workflow, depth)
  const ownId = `${id}_${BigInt(requester.user).toString(36).slice(-ownDigits)}`
  for (const known of [id, ownId]) {
    const existing = await workflows.find(known)
    const mayBegin = known === ownId || !isPrivate || workflow.visibility === 'member'
    if (existing ? isTheirs(requester, existing) : mayBegin && !(await erasure.wasForgotten(known)))
      return { id: known, existing }
  }
  return { id: freshId, existing: undefined }
}

/** There is something to be shown of it, or they may go on with it. */
function isTheirs(requester: Requester, run: Workflow): boolean {
  return mayRead(requester, run) && (isWorthALook(run) || mayControl(requester, run))
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
    const isShared = run && isWorthALook(run) && mayServe(run, workflow)
    const address = isShared ? messageAddress(run) : undefined
    // What one member alone sees is shown to them by the menu, as to whoever has it not yet.
    if (address || (isShared && run.visibility !== 'member')) deeperBriefs.push({ depth, address })
    else deeper.push({ depth, ceilingNanoUsd: config.depthTiers[depth].totalNanoUsd })
  }
  return { deeper, deeperBriefs }
}

function isWorthALook({ state }: Workflow): boolean {
  return state !== 'failed' && state !== 'refused' && state !== 'cancelled'
}

/** Where the message of a run is that others may be led to; undefined for what one member alone sees, and what no message shows. */
export function messageAddress({ replyTo, tenant, visibility }: Workflow): string | undefined {
  const address = decodeReplyAddress(replyTo)
  if (!address || address.isPrivate || !address.isBotThere) return undefined
  const subject = bookedSubject(tenant)
  const isServer = subject.kind === 'tenant' && subject.place === 'server'
  if (isServer && visibility === 'member') return undefined
  const { shownAt = { place: 'channel', ...address } } = address
  if (shownAt.place === 'nowhere' || (isServer && shownAt.place === 'direct')) return undefined
  const server = isServer ? subject.server : '@me'
  return `https://discord.com/channels/${server}/${shownAt.channelId}/${shownAt.messageId}`
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
