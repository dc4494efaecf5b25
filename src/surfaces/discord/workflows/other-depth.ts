import type { Depth } from '../../../ledger/attribution.ts'
import { baseFor } from '../../../orchestrator/based-on.ts'
import type { Workflow } from '../../../orchestrator/workflow.ts'
import type { ReplyAddress } from '../reply-address.ts'
import { audienceOf } from '../requester.ts'
import type { RunInteraction } from '../run-interaction.ts'
import type { StartOutcome, WorkflowMessages } from './workflow-messages.ts'

/** Reads the source of a run at another depth, on what that has done, for those who see the button. */
export function startAtOtherDepth(
  interaction: RunInteraction,
  workflow: Workflow,
  depth: Depth,
  {
    id,
    address,
    messages,
  }: { readonly id: string; readonly address: ReplyAddress; readonly messages: WorkflowMessages },
): Promise<StartOutcome> {
  const { location, language, tenant } = workflow
  const audience = audienceOf(interaction, { isPrivate: address.isPrivate })
  const basedOn = baseFor(workflow, audience)
  const request = { location, depth, language, tenant, ...audience, basedOn }
  return messages.start(id, request, address)
}
