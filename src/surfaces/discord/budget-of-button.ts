import { type Period, periods } from '../../ledger/period.ts'
import { subjectKind } from '../../ledger/subject.ts'

/** The budget that a button or form names as `subject|period`; undefined when it names none. */
export function budgetOf([subject = '', name]: readonly string[]):
  | { readonly subject: string; readonly period: Period }
  | undefined {
  const period = periods.find((known) => known === name)
  return period && subjectKind(subject) ? { subject, period } : undefined
}
