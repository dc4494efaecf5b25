import { createHash } from 'node:crypto'
import type { Owners } from '../../../access/owners.ts'
import type { Autointel } from '../../../app/open-autointel.ts'
import { depths } from '../../../ledger/attribution.ts'
import { bookedSubject } from '../../../ledger/subject.ts'
import { hasEnded, storedResult } from '../../../orchestrator/stored-result.ts'
import type { Workflow } from '../../../orchestrator/workflow.ts'
import type { WorkflowResult } from '../../../orchestrator/workflow-result.ts'
import { usualSettings } from '../../../servers/server-settings.ts'
import type { OutgoingMessage } from '../message.ts'
import { errorMessage } from '../render/error-message.ts'
import { type ResultOptions, resultMessage } from '../render/result-message.ts'
import type { ReplyAddress } from '../reply-address.ts'
import type { TextsFor } from '../texts-for.ts'
import { deeperOffers, isAdmittedBy, refusedLimit } from './run-offers.ts'

export interface PresentResultOptions {
  readonly autointel: Autointel
  readonly owners: Owners
  readonly textsFor: TextsFor
  readonly now: () => number
}

/** How a workflow ended, from what the store has of it; undefined while it has not. */
export async function resultOf(
  workflow: Workflow,
  { workflows, ledger, config }: Autointel,
): Promise<WorkflowResult | undefined> {
  if (!hasEnded(workflow)) return undefined
  return storedResult(workflow, { workflows, ledger, tiers: config.depthTiers })
}

/**
 * The message that shows how a workflow ended: the same whenever and by whatever process it is made.
 *
 * @throws when it has not ended.
 */
export async function presentResult(
  workflow: Workflow,
  address: ReplyAddress,
  { autointel, owners, textsFor, now }: PresentResultOptions,
): Promise<OutgoingMessage> {
  const texts = textsFor(address)
  if (wasUnforeseen(workflow)) return errorMessage(errorIdOf(workflow), texts)
  const result = await resultOf(workflow, autointel)
  if (!result) throw new Error(`The workflow ${workflow.id} has not ended.`)
  const { depth, brief, refusal } = result
  const { depthTiers, searches, discord, tracksCosts } = autointel.config
  const subject = bookedSubject(workflow.tenant)
  const { costLine } = 'server' in subject ? await autointel.servers.of(subject.server) : usualSettings
  const fits = refusal?.fitsDepth
  const isShallower = fits !== undefined && depths.indexOf(fits) < depths.indexOf(depth)
  const limit = refusal && (await refusedLimit(refusal, autointel.ledger, now()))
  const options: ResultOptions = {
    showCost: address.showCost || costLine === 'always',
    noticeThresholdNanoUsd:
      costLine === 'never' || !tracksCosts ? undefined : discord.costNoticeThresholdNanoUsd,
    hasEvidenceSearch: searches.length > 0,
    ...(brief ? await deeperOffers(workflow, autointel) : { deeper: [], deeperBriefs: [] }),
    shallower: isShallower ? { depth: fits, ceilingNanoUsd: depthTiers[fits].totalNanoUsd } : undefined,
    canRaise: refusal?.period !== undefined && owners.isOwner(address.userId),
    isAdmittedNow: refusal !== undefined && limit !== undefined && isAdmittedBy(refusal, limit),
  }
  return resultMessage(result, options, texts)
}

/** An error that belongs to none of its tasks has ended it. */
function wasUnforeseen({ failure }: Workflow): boolean {
  return failure?.code === 'unexpected' && failure.task === undefined
}

/** Short enough to be read out, and found in the log: of one workflow always the same. */
export function errorIdOf({ id }: Pick<Workflow, 'id'>): string {
  return `err_${createHash('sha256').update(id).digest('hex').slice(0, 10)}`
}
