import { describe, expect, it } from 'vitest'
import { bookedSubject, serverSubject } from '../../../src/ledger/subject.ts'
import type { NewReportSchedule } from '../../../src/outbox/report-schedule.ts'
import { dayMs, noonMs } from '../../support/ledger/requests.ts'
import type { OpenOutbox } from './outbox-contract.ts'

const subject = serverSubject('1')

function scheduleOf(overrides: Partial<NewReportSchedule> = {}): NewReportSchedule {
  return { subject, rhythm: 'daily', channel: '13', locale: 'ru', by: '7', dueAtMs: noonMs, ...overrides }
}

const notice = { kind: 'scheduled_report', detail: { schedule: 1, atMs: noonMs } }

/** Which reports are posted again and again. */
export function describeReportSchedules(open: OpenOutbox): void {
  describe('scheduled reports', () => {
    it('are posted by one of two processes that have read the same', async () => {
      const { outbox, reportSchedules, openAnother } = await open()
      const { reportSchedules: others } = await openAnother()
      await reportSchedules.keep(scheduleOf())
      const early = await reportSchedules.due(noonMs - 1)
      const [schedule] = await reportSchedules.due(noonMs)
      if (!schedule) throw new Error('Nothing is due.')

      const post = (store: typeof reportSchedules) =>
        store.post(schedule, noonMs + dayMs, { notice, atMs: noonMs })
      const posted = await Promise.all([post(reportSchedules), post(others)])

      expect(early).toEqual([])
      expect(posted.toSorted()).toEqual([false, true])
      expect(await others.due(noonMs + dayMs)).toEqual([{ ...schedule, dueAtMs: noonMs + dayMs }])
      expect(await outbox.claim({ limit: 9, leaseMs: 60_000, atMs: noonMs })).toMatchObject([
        { kind: 'report', notice },
      ])
    })

    it('are one for each subject and place, which the latest wish decides', async () => {
      const { reportSchedules } = await open()
      await reportSchedules.keep(scheduleOf())
      const weekly = await reportSchedules.keep(scheduleOf({ rhythm: 'weekly', by: '8' }))
      const toOwners = await reportSchedules.keep(scheduleOf({ channel: undefined }))
      await reportSchedules.keep(scheduleOf({ subject: bookedSubject('bot') }))

      expect(await reportSchedules.of(subject)).toEqual([weekly, toOwners])
      expect(weekly).toMatchObject({ rhythm: 'weekly', by: '8', channel: '13' })
      expect(toOwners.channel).toBeUndefined()
      expect(await reportSchedules.find(weekly.id)).toEqual(weekly)
    })

    it('are not posted once they are stopped, or changed since they were read', async () => {
      const { outbox, reportSchedules } = await open()
      const stopped = await reportSchedules.keep(scheduleOf())
      const changed = await reportSchedules.keep(scheduleOf({ channel: '14' }))
      await reportSchedules.keep(scheduleOf({ channel: '14', dueAtMs: noonMs + dayMs }))

      const stops = [await reportSchedules.stop(stopped.id), await reportSchedules.stop(stopped.id)]

      expect(stops).toEqual([true, false])
      for (const schedule of [stopped, changed])
        expect(await reportSchedules.post(schedule, noonMs + 9 * dayMs, { notice, atMs: noonMs })).toBe(false)
      expect(await outbox.claim({ limit: 9, leaseMs: 60_000, atMs: noonMs })).toEqual([])
    })
  })
}
