import { and, asc, eq, lte } from 'drizzle-orm'
import { bookedSubject } from '../../../ledger/subject.ts'
import { nonceOf } from '../../../outbox/parcel.ts'
import type { ReportSchedule, ReportScheduleStore } from '../../../outbox/report-schedule.ts'
import type { SqliteDatabase } from '../database.ts'
import { parcels, reportSchedules } from './schema.ts'

/** The schedules beside the parcels that they post. */
export function createSqliteReportSchedules(database: SqliteDatabase): ReportScheduleStore {
  const rowsWhere = async (condition: Parameters<ReturnType<typeof select>['where']>[0]) =>
    database.read(() =>
      select(database).where(condition).orderBy(asc(reportSchedules.id)).all().map(toSchedule),
    )
  return {
    keep: ({ subject, channel = '', ...schedule }) =>
      database.write(({ drizzle }) => {
        const values = { ...schedule, subject: subject.name, channel }
        const row = drizzle
          .insert(reportSchedules)
          .values(values)
          .onConflictDoUpdate({ target: [reportSchedules.subject, reportSchedules.channel], set: values })
          .returning()
          .get()
        return toSchedule(row)
      }),
    of: (subject) => rowsWhere(eq(reportSchedules.subject, subject.name)),
    find: async (id) => (await rowsWhere(eq(reportSchedules.id, id))).at(0),
    stop: (id) =>
      database.write(({ drizzle }) => {
        const { changes } = drizzle.delete(reportSchedules).where(eq(reportSchedules.id, id)).run()
        return changes > 0
      }),
    due: (atMs) => rowsWhere(lte(reportSchedules.dueAtMs, atMs)),
    post: ({ id, dueAtMs }, nextDueAtMs, { notice, atMs }) =>
      database.write(({ drizzle }) => {
        const { changes } = drizzle
          .update(reportSchedules)
          .set({ dueAtMs: nextDueAtMs })
          .where(and(eq(reportSchedules.id, id), eq(reportSchedules.dueAtMs, dueAtMs)))
          .run()
        if (changes === 0) return false
        const key = `report ${id} ${dueAtMs}`
        drizzle
          .insert(parcels)
          .values({
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
          .run()
        return true
      }),
  }
}

function select({ drizzle }: SqliteDatabase) {
  return drizzle.select().from(reportSchedules)
}

function toSchedule({ id, subject, channel, ...row }: typeof reportSchedules.$inferSelect): ReportSchedule {
  return {
    ...row,
    id: Number(id),
    subject: bookedSubject(subject),
    channel: channel === '' ? undefined : channel,
  }
}
