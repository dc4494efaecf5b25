import { parseSubject } from '../../../ledger/subject.ts'
import { deferChange } from '../acknowledge.ts'
import type { ComponentHandler } from '../bot-context.ts'
import { budgetHistoryPage } from '../budget-history.ts'
import { discordName, maySeeSubject } from '../chosen-subject.ts'
import { sendable } from '../message.ts'
import { tellPrivately } from '../reply-error.ts'

/** `history|subject|page`: another page of how the budgets of a subject were changed. */
export const history: ComponentHandler = {
  action: 'history',
  async execute(interaction, [subjectName = '', name = ''], { autointel, owners, textsFor }) {
    const texts = textsFor(interaction)
    const subject = /^\d{1,4}$/.test(name) ? parseSubject(subjectName) : undefined
    if (!interaction.isButton() || !subject || !maySeeSubject(interaction, subject, owners)) {
      await tellPrivately(interaction, {
        content: texts.t(subject ? 'error.managerOnly' : 'error.unknownButton'),
      })
      return
    }
    await deferChange(interaction)
    const displayName = discordName(interaction.client, subject)
    const page = await budgetHistoryPage(
      autointel.ledger,
      { subject, displayName, page: Number(name) },
      texts,
    )
    await interaction.editReply(sendable(page))
  },
}
