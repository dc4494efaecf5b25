import type { MoneyComponent } from '../bot-context.ts'
import { budgetHistoryPage } from '../budget-history.ts'
import { discordName } from '../chosen-subject.ts'
import { sendable } from '../message.ts'
import { tellPrivately } from '../reply-error.ts'

/** `history|subject|page`: another page of how the budgets of a subject were changed. */
export const history: MoneyComponent = {
  action: 'history',
  requires: 'manager',
  async execute(interaction, subject, [page = ''], { autointel, textsFor }) {
    const texts = textsFor(interaction)
    if (!interaction.isButton() || !/^\d{1,4}$/.test(page)) {
      await tellPrivately(interaction, { content: texts.t('error.unknownButton') })
      return
    }
    await interaction.deferUpdate()
    const displayName = discordName(interaction.client, subject)
    const view = { subject, displayName, page: Number(page) }
    await interaction.editReply(sendable(await budgetHistoryPage(autointel.ledger, view, texts)))
  },
}
