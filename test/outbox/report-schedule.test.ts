import { describe, expect, it } from 'vitest'
import { systemClock, systemTimers } from '../../src/app/timers.ts'
import { serverSubject } from '../../src/ledger/subject.ts'
import { startReportPosting } from '../../src/outbox/post-reports.ts'
import {
  latestDueMs,
  type NewReportSchedule,
  nextDueMs,
  type Rhythm,
  reportedMs,
  scheduledReportOf,
} from '../../src/outbox/report-schedule.ts'
import { openDatabase } from '../../src/store/sqlite/database.ts'
import { createSqliteOutbox } from '../../src/store/sqlite/outbox/sqlite-outbox.ts'
import { createSqliteReportSchedules } from '../../src/store/sqlite/outbox/sqlite-report-schedules.ts'
import { dayMs } from '../support/ledger/requests.ts'
import { openLedgerOn, temporaryPath } from '../support/ledger/temporary-books.ts'
import { capturingLog } from '../support/outbox/owners-bench.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'

describe('when a report is due', () => {
  it.each([
    ['daily', '2026-06-17T06:59:59.999Z', '2026-06-17T07:00:00Z'],
    ['daily', '2026-06-17T07:00:00Z', '2026-06-18T07:00:00Z'],
    ['weekly', '2026-06-17T12:00:00Z', '2026-06-22T07:00:00Z'],
    ['weekly', '2026-06-22T06:00:00Z', '2026-06-22T07:00:00Z'],
    ['monthly', '2026-06-17T12:00:00Z', '2026-07-01T07:00:00Z'],
    ['monthly', '2026-12-31T23:30:00Z', '2027-01-01T08:00:00Z'],
    // Clocks change on 2026-10-25.
    ['daily', '2026-10-24T12:00:00Z', '2026-10-25T08:00:00Z'],
  ] as const)('%s, after %s: %s', (rhythm, after, due) => {
    const dueMs = nextDueMs(rhythm, Date.parse(after), 'Europe/Berlin')

    expect(dueMs).toBe(Date.parse(due))
    expect(latestDueMs(rhythm, dueMs, 'Europe/Berlin')).toBe(dueMs)
    expect(latestDueMs(rhythm, dueMs - 1, 'Europe/Berlin')).toBeLessThan(dueMs)
  })

  it('is about what ended at midnight before', () => {
    expect(reportedMs(Date.parse('2026-06-17T07:00:00Z'), 'Europe/Berlin')).toBe(
      Date.parse('2026-06-16T22:00:00Z') - 1,
    )
  })
})

const nineMs = Date.parse('2026-06-17T09:00:00Z')

function scheduleOf(overrides: Partial<NewReportSchedule> & { rhythm?: Rhythm } = {}): NewReportSchedule {
  return {
    subject: serverSubject('1'),
    rhythm: 'daily',
    channel: '13',
    locale: 'ru',
    by: '7',
    dueAtMs: nineMs,
    ...overrides,
  }
}

/** A process of its own on the file. */
async function openProcess(path: string) {
  const database = openDatabase(path, { timers: systemTimers, now: systemClock })
  const ledger = await openLedgerOn(database)
  const { log, logged } = capturingLog()
  return {
    ledger,
    logged,
    outbox: createSqliteOutbox(database, ledger),
    schedules: createSqliteReportSchedules(database),
    /** Looks once, as a process that has just started does; how many it has posted. */
    async postAt(atMs: number): Promise<number> {
      let posted = 0
      const stop = startReportPosting({
        schedules: this.schedules,
        ledger,
        log,
        now: () => atMs,
        timers: new HandDrivenTimers(),
        onPosted: () => {
          posted += 1
        },
      })
      await stop()
      return posted
    },
    /** What waits to be delivered. */
    async reports() {
      const parcels = await this.outbox.claim({ limit: 100, leaseMs: 60_000, atMs: nineMs + 400 * dayMs })
      return parcels.flatMap((parcel) => (parcel.kind === 'report' ? [scheduledReportOf(parcel.notice)] : []))
    },
  }
}

describe('a scheduled report', () => {
  it('is posted once, whatever processes look, and restarts there are', async () => {
    const path = temporaryPath()
    const [one, other] = await Promise.all([openProcess(path), openProcess(path)])
    await one.schedules.keep(scheduleOf())

    const early = await one.postAt(nineMs - 1)
    const posted = await Promise.all([one.postAt(nineMs), other.postAt(nineMs)])
    const again = await (await openProcess(path)).postAt(nineMs + 1)
    const nextDay = await other.postAt(nineMs + dayMs)

    expect([early, again, nextDay]).toEqual([0, 0, 1])
    expect(posted.toSorted()).toEqual([0, 1])
    expect(await one.reports()).toEqual([
      {
        schedule: 1,
        subject: 'guild_1',
        rhythm: 'daily',
        channel: '13',
        locale: 'ru',
        atMs: Date.parse('2026-06-17T00:00:00Z') - 1,
      },
      expect.objectContaining({ atMs: Date.parse('2026-06-18T00:00:00Z') - 1 }),
    ])
  })

  it('that nobody was there for is posted once, about the latest period', async () => {
    const { schedules, postAt, ...rest } = await openProcess(temporaryPath())
    const process = { schedules, postAt, ...rest }
    await schedules.keep(scheduleOf())

    expect(await process.postAt(nineMs + 5.5 * dayMs)).toBe(1)
    expect(await process.postAt(nineMs + 5.9 * dayMs)).toBe(0)
    expect(await process.reports()).toMatchObject([{ atMs: Date.parse('2026-06-22T00:00:00Z') - 1 }])
  })

  it("keeps to the subject's time zone, also when that changes", async () => {
    const process = await openProcess(temporaryPath())
    const subject = serverSubject('1')
    await process.schedules.keep(scheduleOf())
    await process.ledger.setTimeZone({
      subject,
      timeZone: 'Asia/Tokyo',
      by: 'user_7',
      role: 'owner',
      atMs: nineMs,
    })

    await process.postAt(nineMs + 1)

    expect(await process.schedules.of(subject)).toMatchObject([
      { dueAtMs: Date.parse('2026-06-18T00:00:00Z') },
    ])
  })
})
