import { and, asc, eq, lte, type SQL } from 'drizzle-orm'
import { bookedSubject } from '../../../ledger/subject.ts'
import { nonceOf } from '../../../outbox/parcel.ts'
import type { ReportSchedule, ReportScheduleStore } from '../../../outbox/report-schedule.ts'
import type { PostgresDatabase } from '../database.ts'
import { parcels, reportSchedules } from './schema.ts'

/** The schedules beside the parcels that they post. */
export function createPostgresReportSchedules(database: PostgresDatabase): ReportScheduleStore {
  const rowsWhere = (condition: SQL) =>
    database.read(async ({ drizzle }) => {
      const rows = await drizzle
        .select()
        .from(reportSchedules)
        .where(condition)
        .orderBy(asc(reportSchedules.id))
      return rows.map(toSchedule)
    })
  return {
    keep: ({ subject, channel = '', ...schedule }) =>
      database.write(async ({ drizzle }) => {
        const values = { ...schedule, subject: subject.name, channel }
        const [row] = await drizzle
          .insert(reportSchedules)
          .values(values)
          .onConflictDoUpdate({ target: [reportSchedules.subject, reportSchedules.channel], set: values })
          .returning()
        if (!row) throw new Error('A schedule was not kept.')
        return toSchedule(row)
      }),
    of: (subject) => rowsWhere(eq(reportSchedules.subject, subject.name)),
    find: async (id) => (await rowsWhere(eq(reportSchedules.id, id))).at(0),
    stop: (id) =>
      database.write(async ({ drizzle }) => {
        const { count } = await drizzle.delete(reportSchedules).where(eq(reportSchedules.id, id))
        return count > 0
      }),
    due: (atMs) => rowsWhere(lte(reportSchedules.dueAtMs, atMs)),
    post: ({ id, dueAtMs }, nextDueAtMs, { notice, atMs }) =>
      database.write(async ({ drizzle }) => {
        const { count } = await drizzle
          .update(reportSchedules)
          .set({ dueAtMs: nextDueAtMs })
          .where(and(eq(reportSchedules.id, id), eq(reportSchedules.dueAtMs, dueAtMs)))
        if (count === 0) return false
        const key = `report ${id} ${dueAtMs}`
        await drizzle.insert(parcels).values({
          tenant: '',
          kind: 'report',
          key,
          nonce: nonceOf(key),
          workflow: '',
          notice,
          state: 'waiting',
          process: '',
          attempts: 0,
          dueAtMs: atMs,
          createdAtMs: atMs,
        })
        return true
      }),
  }
}

function toSchedule({ channel, subject, ...row }: typeof reportSchedules.$inferSelect): ReportSchedule {
  return { ...row, subject: bookedSubject(subject), channel: channel === '' ? undefined : channel }
}
