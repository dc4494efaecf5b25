import type { Logger } from 'pino'
import { bookedSubject } from '../../../ledger/subject.ts'
import type { Texts } from '../../../locales/texts.ts'
import { type Channel, logChannel, type Route } from '../../../outbox/channel.ts'
import { maybeSentSinceMs, nonceOf, type Parcel } from '../../../outbox/parcel.ts'
import {
  periodOfRhythm,
  type ReportScheduleStore,
  type ScheduledReport,
  scheduledReportOf,
} from '../../../outbox/report-schedule.ts'
import type { OutgoingMessage } from '../message.ts'
import type { ReportState } from '../report-state.ts'
import type { TextsFor } from '../texts-for.ts'
import type { MessageSender } from './message-sender.ts'
import { type OwnersRouteOptions, ownersLeg } from './owners-route.ts'

/** A report as it is shown to whom it was scheduled for. */
type ReportMessageOf = (state: ReportState, texts: Texts) => Promise<OutgoingMessage>

export interface ReportRouteOptions extends OwnersRouteOptions {
  readonly schedules: Pick<ReportScheduleStore, 'stop'>
  readonly reportMessage: ReportMessageOf
  readonly sender: MessageSender
  readonly textsFor: TextsFor
  readonly log: Logger
}

/** A scheduled report: to its channel, or to the owners. One whose channel takes nothing any more is not posted again. */
export async function reportRoute(
  parcel: Extract<Parcel, { kind: 'report' }>,
  options: ReportRouteOptions,
): Promise<Route> {
  const report = scheduledReportOf(parcel.notice)
  if (report.channel !== null)
    return [{ ways: [[channelOf(parcel, report.channel, report, options)], [lastWay(report, options)]] }]
  return [ownersLeg(parcel, ({ texts }) => options.reportMessage(stateOf(report), texts), report, options)]
}

function channelOf(
  parcel: Parcel,
  channel: string,
  report: ScheduledReport,
  { sender, textsFor, reportMessage, schedules }: ReportRouteOptions,
): Channel {
  const name = `channel_${channel}`
  return {
    name,
    send: async () => {
      const texts = textsFor({ locale: report.locale, guildLocale: null })
      const message = await reportMessage(stateOf(report), texts)
      const sending = { nonce: nonceOf(name, parcel.nonce), maybeSentSinceMs: maybeSentSinceMs(parcel) }
      const result = await sender.toChannel(channel, message, sending)
      if (result.kind === 'unreachable' || result.kind === 'withdrawn') await schedules.stop(report.schedule)
      return result
    },
  }
}

function lastWay(report: ScheduledReport, { log }: ReportRouteOptions): Channel {
  return logChannel(
    'log',
    log,
    report,
    'The channel of a scheduled report takes nothing; it is not posted any more',
  )
}

function stateOf({ subject, rhythm, atMs }: ScheduledReport): ReportState {
  return { subject: bookedSubject(subject), period: periodOfRhythm[rhythm], by: 'task', atMs }
}
