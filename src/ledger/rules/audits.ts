import type { BudgetChange } from '../budget-limit.ts'
import type { Entry } from '../entry.ts'
import type { AuditRecord } from '../ledger-store.ts'
import type { CorrectRequest } from '../requests.ts'

/** What the trail says of a correction by hand. */
export function auditOfCorrection(
  corrected: Entry,
  { id, amountNanoUsd, atMs }: CorrectRequest,
  { by, reason }: NonNullable<CorrectRequest['byHand']>,
): AuditRecord {
  const detail = {
    before: corrected.amountNanoUsd.toString(),
    after: amountNanoUsd.toString(),
    replacement: id,
    reason,
  }
  return { atMs, by, action: 'entry.corrected', subject: corrected.id, detail }
}

/** What the trail says of a change of a budget. */
export function auditOfBudget(change: BudgetChange): AuditRecord {
  const { subject, period, limitNanoUsd, mode, previousLimitNanoUsd, by, atMs } = change
  return {
    atMs,
    by,
    action: 'budget.set',
    subject: `${subject.name} ${period}`,
    detail: {
      before: previousLimitNanoUsd?.toString() ?? null,
      after: limitNanoUsd?.toString() ?? null,
      mode,
    },
  }
}
