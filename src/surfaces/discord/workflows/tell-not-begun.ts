import { tellPrivately } from '../reply-error.ts'
import type { RunInteraction } from '../run-interaction.ts'
import type { TextsFor } from '../texts-for.ts'
import type { ResumeOutcome, StartOutcome } from './workflow-messages.ts'

/** Why a run was neither started nor gone on with. */
export type NotBegun = Exclude<ResumeOutcome | StartOutcome, 'resumed' | 'started'>

/** Tells the member who pressed a button why nothing came of it. */
export function tellNotBegun(
  interaction: RunInteraction,
  outcome: NotBegun,
  { textsFor }: { readonly textsFor: TextsFor },
): Promise<void> {
  return tellPrivately(interaction, { content: textsFor(interaction).t(textKeyOf(outcome)) })
}

function textKeyOf(outcome: NotBegun) {
  switch (outcome) {
    case 'unknown':
      return 'error.workflowUnknown'
    // Somebody else has begun it in the same moment.
    case 'exists':
    case 'busy':
      return 'error.workflowBusy'
    case 'complete':
      return 'error.workflowComplete'
    default:
      return outcome satisfies never
  }
}
