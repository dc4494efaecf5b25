import type { ButtonInteraction } from 'discord.js'
import type { Depth } from '../../../ledger/attribution.ts'
import { baseFor } from '../../../orchestrator/based-on.ts'
import type { Workflow } from '../../../orchestrator/workflow.ts'
import type { ReplyAddress } from '../reply-address.ts'
import { audienceOf } from '../requester.ts'
import type { StartOutcome, WorkflowMessages } from './workflow-messages.ts'

/** The id of the run that reads the same at another depth: the same for every click, so that there is one of each. */
export function otherDepthId({ id }: Pick<Workflow, 'id'>, depth: Depth): string {
  return `${id}_${depth}`
}

/** Reads the source of a run at another depth, on what that has done, for those who see the button. */
export function startAtOtherDepth(
  interaction: ButtonInteraction,
  workflow: Workflow,
  depth: Depth,
  { address, messages }: { readonly address: ReplyAddress; readonly messages: WorkflowMessages },
): Promise<StartOutcome> {
  const { location, tenant } = workflow
  const audience = audienceOf(interaction, { isPrivate: address.isPrivate })
  const request = { location, depth, tenant, ...audience, basedOn: baseFor(workflow, audience) }
  return messages.start(otherDepthId(workflow, depth), request, address)
}
