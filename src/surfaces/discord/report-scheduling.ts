import type { ChatInputCommandInteraction } from 'discord.js'
import type { Autointel } from '../../app/open-autointel.ts'
import type { Texts } from '../../locales/texts.ts'
import { nextDueMs, type ReportSchedule, rhythms } from '../../outbox/report-schedule.ts'
import type { ChosenSubject } from './chosen-subject.ts'
import type { OutgoingMessage } from './message.ts'
import { buttonRow } from './render/buttons.ts'
import { noticeMessage } from './render/error-message.ts'
import { subjectLabel } from './render/labels.ts'
import { colors } from './render/look.ts'

/** What `/costreport schedule:` offers. */
export const scheduleChoices = [...rhythms, 'list', 'stop'] as const
export type ScheduleChoice = (typeof scheduleChoices)[number]

/** A message has room for so many buttons. */
const mostListed = 25

interface SchedulingBooks {
  readonly reportSchedules: Autointel['reportSchedules']
  readonly ledger: Pick<Autointel['ledger'], 'timeZone'>
  readonly texts: Texts
}

/** Has the report of a subject posted here again and again, or in the channel that was chosen; in direct messages, to the owners. */
export async function scheduleReport(
  interaction: ChatInputCommandInteraction,
  choice: ScheduleChoice,
  chosen: ChosenSubject,
  { nowMs, ...books }: SchedulingBooks & { readonly nowMs: number },
): Promise<OutgoingMessage> {
  const { reportSchedules, ledger, texts } = books
  const { subject } = chosen
  if (choice === 'list') return scheduleList(chosen, books)
  const channel = channelOf(interaction)
  if (choice === 'stop') {
    const here = (await reportSchedules.of(subject)).find((schedule) => schedule.channel === channel)
    if (here) await reportSchedules.stop(here.id)
    return here ? noticeMessage(texts.t('schedule.stopped'), texts) : scheduleList(chosen, books)
  }
  const timeZone = await ledger.timeZone(subject)
  const schedule = await reportSchedules.keep({
    subject,
    rhythm: choice,
    channel,
    locale: interaction.guildLocale ?? interaction.locale,
    by: interaction.user.id,
    dueAtMs: nextDueMs(choice, nowMs, timeZone),
  })
  const line = scheduleLine(schedule, timeZone, texts)
  const text = texts.t('schedule.kept', { subject: subjectLabel(subject, texts, chosen.displayName), line })
  return noticeMessage(text, texts, colors.good)
}

function channelOf({ options, guildId, channelId }: ChatInputCommandInteraction): string | undefined {
  return guildId === null ? undefined : (options.getChannel('channel')?.id ?? channelId)
}

/** What is posted of a subject, each with a button that stops it. */
export async function scheduleList(
  { subject, displayName }: ChosenSubject,
  { reportSchedules, ledger, texts }: SchedulingBooks,
): Promise<OutgoingMessage> {
  const schedules = (await reportSchedules.of(subject)).slice(0, mostListed)
  const name = subjectLabel(subject, texts, displayName)
  if (schedules.length === 0) return noticeMessage(texts.t('schedule.none', { subject: name }), texts)
  const timeZone = await ledger.timeZone(subject)
  const lines = schedules.map((schedule, index) => `${index + 1}. ${scheduleLine(schedule, timeZone, texts)}`)
  const components = buttonRow(
    schedules.map(({ id }, index) => ({
      label: texts.t('schedule.stop', { number: index + 1 }),
      does: ['unschedule', subject.name, `${id}`] as const,
    })),
  )
  const text = [texts.t('schedule.title', { subject: name }), ...lines].join('\n')
  return { ...noticeMessage(text, texts, colors.good), components }
}

function scheduleLine({ rhythm, channel, dueAtMs }: ReportSchedule, timeZone: string, texts: Texts): string {
  return texts.t('schedule.line', {
    rhythm: texts.t(`schedule.rhythm.${rhythm}`),
    place: channel === undefined ? texts.t('schedule.toOwners') : `<#${channel}>`,
    next: `${texts.dateTime(dueAtMs, timeZone)} (${timeZone})`,
  })
}
