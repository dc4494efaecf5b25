import { desc, eq } from 'drizzle-orm'
import type { BudgetChange } from '../../../ledger/budget-limit.ts'
import type { ZoneBook } from '../../../ledger/rules/zone-book.ts'
import {
  bookedSubject,
  botSubject,
  defaultSubject,
  directMessagesDefault,
  type Subject,
} from '../../../ledger/subject.ts'
import type { TimeZoneChange } from '../../../ledger/time-zone.ts'
import type { PostgresTransaction } from '../database.ts'
import { balances, budgetChanges, timeZoneChanges } from './schema.ts'

/** Newest first. */
export async function budgetHistory(
  { drizzle }: PostgresTransaction,
  subject: Subject,
  limit: number,
): Promise<readonly BudgetChange[]> {
  const rows = await drizzle
    .select()
    .from(budgetChanges)
    .where(eq(budgetChanges.subject, subject.name))
    .orderBy(desc(budgetChanges.revision))
    .limit(limit)
  return rows.map((row) => ({
    ...row,
    subject,
    limitNanoUsd: row.limitNanoUsd ?? undefined,
    previousLimitNanoUsd: row.previousLimitNanoUsd ?? undefined,
  }))
}

/** Newest first. */
export async function timeZoneHistory(
  { drizzle }: PostgresTransaction,
  subject: Subject,
  limit: number,
): Promise<readonly TimeZoneChange[]> {
  const rows = await drizzle
    .select()
    .from(timeZoneChanges)
    .where(eq(timeZoneChanges.subject, subject.name))
    .orderBy(desc(timeZoneChanges.sequence))
    .limit(limit)
  return rows.map(({ sequence: _sequence, ...change }) => ({ ...change, subject }))
}

/** Subjects that have a budget, a time zone or spend of their own, `bot` first. */
export async function bookedSubjects(
  { drizzle }: PostgresTransaction,
  zones: ZoneBook,
): Promise<readonly Subject[]> {
  const [spending, limited] = await Promise.all([
    drizzle.selectDistinct({ name: balances.account }).from(balances).where(eq(balances.period, 'month')),
    drizzle.selectDistinct({ name: budgetChanges.subject }).from(budgetChanges),
  ])
  const others = new Set([...[...spending, ...limited].map(({ name }) => name), ...zones.ownSubjects()])
  for (const { name } of [botSubject, defaultSubject, directMessagesDefault]) others.delete(name)
  return [botSubject, ...[...others].sort().map(bookedSubject)]
}
