import { expect, it } from 'vitest'
import { botSubject, serverSubject } from '../../../src/ledger/subject.ts'
import { decodeCustomId } from '../../../src/surfaces/discord/custom-id.ts'
import {
  exportId,
  openReportId,
  readExportState,
  readOpenReport,
  readReportState,
  reportId,
} from '../../../src/surfaces/discord/report-state.ts'
import { noonMs } from '../../support/ledger/requests.ts'

const subject = serverSubject('1234567890123456789')
const month = { kind: 'month' } as const
const longest = { subject, period: { kind: 'days', days: 3_660 }, by: 'operation', atMs: noonMs } as const
/** Those behind the subject. */
const partsOf = (id: string) => decodeCustomId(id).arguments.slice(1)

it.each([[longest], [{ ...longest, subject: botSubject, period: month, by: 'server' } as const]])(
  'keeps %j in a custom id',
  (state) => {
    expect(readReportState(state.subject, partsOf(reportId(state)))).toEqual(state)
  },
)

it('takes the grouping from the menu', () => {
  const place = { subject, period: longest.period, atMs: noonMs }
  expect(readReportState(subject, partsOf(reportId(place)), 'model')).toEqual({ ...place, by: 'model' })
  expect(readReportState(subject, partsOf(reportId(place)), 'nonsense')).toBeUndefined()
  expect(readExportState(subject, partsOf(exportId(place, 'csv')))).toEqual(place)
})

it('opens under an alert the report of the day or the month', () => {
  const state = (period: 'hour' | 'day' | 'month') =>
    readOpenReport(subject, partsOf(openReportId(subject, period)), noonMs)
  expect(state('month')).toEqual({ subject, period: month, by: 'task', atMs: noonMs })
  expect(state('day')).toEqual({ ...state('month'), period: { kind: 'days', days: 1 } })
  expect(state('hour')).toEqual(state('day'))
})

it.each([
  'report',
  'report|guild_1|d7|task',
  'report|guild_1|d0|task|abc',
  'report|guild_1|d9999|task|abc',
  'report|guild_1|d7|nonsense|lyw3v5s0',
  'report|guild_1|d7|task|-lyw3v5s0',
  'report|guild_1|d7|task|zzzzzzzzzzzz',
  'report|guild_1|w|task|lyw3v5s0',
])('reads nothing out of %s', (id) => {
  expect(readReportState(subject, partsOf(id))).toBeUndefined()
})
