import type { Attribution, CallDescription, Depth, Purpose } from '../ledger/attribution.ts'

/** What an attribution lacks stands as '' in its columns; the first attempt as 1. */
interface AttributionColumns {
  readonly user: string
  readonly workflow: string
  readonly task: Purpose | ''
  readonly depth: Depth | ''
  readonly conversation: string
  readonly sourceKind: string
  readonly attempt: number
}

export function attributionRow(
  attribution: Attribution & Pick<CallDescription, 'attempt'>,
): AttributionColumns {
  const { user = '', workflow = '', task = '', depth = '', conversation = '', sourceKind = '' } = attribution
  return { user, workflow, task, depth, conversation, sourceKind, attempt: attribution.attempt ?? 1 }
}

export function attributionOf(
  row: AttributionColumns & Pick<Attribution, 'tenant'>,
): Required<Attribution> & Pick<CallDescription, 'attempt'> {
  return {
    tenant: row.tenant,
    user: row.user || undefined,
    workflow: row.workflow || undefined,
    task: row.task || undefined,
    depth: row.depth || undefined,
    conversation: row.conversation || undefined,
    sourceKind: row.sourceKind || undefined,
    attempt: row.attempt > 1 ? row.attempt : undefined,
  }
}
