import { z } from 'zod'
import type { Subject } from '../ledger/subject.ts'
import { periodRange, type ReportPeriod } from '../report/period-range.ts'
import type { Notice } from './parcel.ts'

export const rhythms = ['daily', 'weekly', 'monthly'] as const
/** How often a report is posted: each day of the day before, each Monday of the week before, on each first of the month before. */
export type Rhythm = (typeof rhythms)[number]

/** At what hour of the subject's time zone: the figures of the day before have come in, and people are up. */
const postedAtHour = 9

/** A report of a subject that is posted again and again. */
export interface ReportSchedule {
  readonly id: number
  readonly subject: Subject
  readonly rhythm: Rhythm
  /** Of Discord; undefined: the bot's owners have it by direct message. */
  readonly channel: string | undefined
  /** In which it is written in a channel, as Discord names it. */
  readonly locale: string
  /** Who has asked for it, by the id. */
  readonly by: string
  readonly dueAtMs: number
}

export type NewReportSchedule = Omit<ReportSchedule, 'id'>

/** Which reports are posted again and again. Methods reject with `LedgerError` when the store cannot be read or written. */
export interface ReportScheduleStore {
  /** Instead of what a subject had in that place. */
  keep(schedule: NewReportSchedule): Promise<ReportSchedule>
  /** In the order in which they were asked for. */
  of(subject: Subject): Promise<readonly ReportSchedule[]>
  find(id: number): Promise<ReportSchedule | undefined>
  /** False when there is none (any more). */
  stop(id: number): Promise<boolean>
  due(atMs: number): Promise<readonly ReportSchedule[]>
  /**
   * Claims a due one and posts its parcel, in one transaction, so that of several processes one does; false when it is not due as it was
   * read.
   */
  post(
    schedule: ReportSchedule,
    nextDueAtMs: number,
    parcel: { readonly notice: Notice; readonly atMs: number },
  ): Promise<boolean>
}

/** What a parcel brings. */
const scheduledReport = z.object({
  schedule: z.number(),
  subject: z.string(),
  rhythm: z.enum(rhythms),
  /** Null: to the owners. */
  channel: z.string().nullable(),
  locale: z.string(),
  /** A moment of the period that it is about. */
  atMs: z.number(),
})
export type ScheduledReport = z.output<typeof scheduledReport>

/** What a schedule has posted, of the period before it was due. */
export function reportNotice(
  { id, subject, rhythm, channel = undefined, locale }: ReportSchedule,
  atMs: number,
): Notice {
  const detail = { schedule: id, subject: subject.name, rhythm, channel: channel ?? null, locale, atMs }
  return { kind: 'scheduled_report', detail }
}

export function scheduledReportOf({ detail }: Notice): ScheduledReport {
  return scheduledReport.parse(detail)
}

export const periodOfRhythm: Readonly<Record<Rhythm, ReportPeriod>> = {
  daily: { kind: 'days', days: 1 },
  weekly: { kind: 'days', days: 7 },
  monthly: { kind: 'month' },
}

/** The first time after a moment at which a report is due, in a time zone. */
export function nextDueMs(rhythm: Rhythm, afterMs: number, timeZone: string): number {
  const now = Temporal.Instant.fromEpochMilliseconds(afterMs).toZonedDateTimeISO(timeZone)
  let day = now.toPlainDate()
  for (;;) {
    const dueMs = day.toZonedDateTime({ timeZone, plainTime: { hour: postedAtHour } }).epochMilliseconds
    if (dueMs > afterMs && isDueOn(rhythm, day)) return dueMs
    day = day.add({ days: 1 })
  }
}

/** The latest time up to a moment at which a report was due, in a time zone. */
export function latestDueMs(rhythm: Rhythm, atMs: number, timeZone: string): number {
  let day = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).toPlainDate()
  for (;;) {
    const dueMs = day.toZonedDateTime({ timeZone, plainTime: { hour: postedAtHour } }).epochMilliseconds
    if (dueMs <= atMs && isDueOn(rhythm, day)) return dueMs
    day = day.subtract({ days: 1 })
  }
}

function isDueOn(rhythm: Rhythm, day: Temporal.PlainDate): boolean {
  switch (rhythm) {
    case 'daily':
      return true
    case 'weekly':
      return day.dayOfWeek === 1
    case 'monthly':
      return day.day === 1
    default:
      return rhythm satisfies never
  }
}

/** The last moment of the day before: the report is about the period that ends with it. */
export function reportedMs(dueMs: number, timeZone: string): number {
  return periodRange({ kind: 'days', days: 1 }, dueMs, timeZone).fromMs - 1
}
