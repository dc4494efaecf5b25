import { eq } from 'drizzle-orm'
import {
  bookedSubject,
  botSubject,
  defaultSubject,
  directMessagesDefault,
  type Subject,
} from '../../../ledger/subject.ts'
import type { SqliteDatabase } from '../database.ts'
import type { Budgets } from './budgets.ts'
import { balances } from './schema.ts'
import type { TimeZones } from './time-zones.ts'

/** Subjects that have a budget, a time zone or spend of their own, `bot` first. */
export function bookedSubjects(
  { drizzle }: SqliteDatabase,
  budgets: Budgets,
  timeZones: TimeZones,
): readonly Subject[] {
  const spending = drizzle
    .selectDistinct({ account: balances.account })
    .from(balances)
    .where(eq(balances.period, 'month'))
    .all()
    .map(({ account }) => account)
  const others = new Set([...spending, ...budgets.subjects(), ...timeZones.ownSubjects()])
  others.delete(botSubject.name)
  others.delete(defaultSubject.name)
  others.delete(directMessagesDefault.name)
  return [botSubject, ...[...others].sort().map(bookedSubject)]
}
