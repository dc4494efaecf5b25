import type { MoneyComponent } from '../bot-context.ts'
import { discordName } from '../chosen-subject.ts'
import { sendable } from '../message.ts'
import { tellPrivately } from '../reply-error.ts'
import { scheduleList } from '../report-scheduling.ts'

/** `unschedule|subject|id`: a report is not posted any more; the list without it. */
export const unschedule: MoneyComponent = {
  action: 'unschedule',
  requires: 'setter',
  async execute(interaction, subject, [id = ''], { autointel, textsFor }) {
    const { reportSchedules, ledger } = autointel
    const texts = textsFor(interaction)
    const schedule = /^\d{1,9}$/.test(id) ? await reportSchedules.find(Number(id)) : undefined
    // The id of another's schedule in an id that somebody made up.
    const isOfSubject = schedule === undefined || schedule.subject.name === subject.name
    if (!interaction.isButton() || !isOfSubject) {
      await tellPrivately(interaction, { content: texts.t('error.unknownButton') })
      return
    }
    await interaction.deferUpdate()
    if (schedule) await reportSchedules.stop(schedule.id)
    const chosen = { subject, displayName: discordName(interaction.client, subject) }
    await interaction.editReply(sendable(await scheduleList(chosen, { reportSchedules, ledger, texts })))
  },
}
