import type { Logger } from 'pino'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { Timers } from '../time/timers.ts'
import {
  latestDueMs,
  nextDueMs,
  type ReportScheduleStore,
  reportedMs,
  reportNotice,
} from './report-schedule.ts'

export interface ReportPostingOptions {
  readonly schedules: ReportScheduleStore
  readonly ledger: Pick<LedgerStore, 'timeZone'>
  readonly log: Logger
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly timers: Timers
  /** A parcel waits. */
  readonly onPosted: () => void
  /** Whether it is this process that posts; asked each time. Default: it is. */
  readonly isOurs?: () => Promise<boolean>
}

const lookEveryMs = 60_000

/**
 * Posts the parcels of scheduled reports when they are due, now and every minute. Of periods that nobody was there for, the latest is told.
 *
 * @returns the function that ends it, when what is under way has come to an end
 */
export function startReportPosting(options: ReportPostingOptions): () => Promise<void> {
  const { log, timers } = options
  let looking: Promise<void> | undefined
  const look = () => {
    looking ??= postDue(options)
      .catch((error: unknown) => log.error({ err: error }, 'scheduled reports could not be posted'))
      .finally(() => {
        looking = undefined
      })
  }
  const stop = timers.every(lookEveryMs, look)
  look()
  return async () => {
    stop()
    await looking
  }
}

async function postDue({
  schedules,
  ledger,
  now,
  onPosted,
  isOurs = async () => true,
}: ReportPostingOptions): Promise<void> {
  if (!(await isOurs())) return
  const atMs = now()
  for (const schedule of await schedules.due(atMs)) {
    const { rhythm, subject } = schedule
    const timeZone = await ledger.timeZone(subject)
    const dueMs = latestDueMs(rhythm, atMs, timeZone)
    const notice = reportNotice(schedule, reportedMs(dueMs, timeZone))
    if (await schedules.post(schedule, nextDueMs(rhythm, atMs, timeZone), { notice, atMs })) onPosted()
  }
}
