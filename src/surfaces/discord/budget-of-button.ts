import { type Period, periods } from '../../ledger/period.ts'
import { parseSubject, type Subject } from '../../ledger/subject.ts'

/** The budget that a button or form names as `subject|period`; undefined when it names none. */
export function budgetOf([subjectName = '', name]: readonly string[]):
  | { readonly subject: Subject; readonly period: Period }
  | undefined {
  const period = periods.find((known) => known === name)
  const subject = parseSubject(subjectName)
  return subject && period && { subject, period }
}
