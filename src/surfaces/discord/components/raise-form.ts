import { MessageFlags } from 'discord.js'
import { amountProblem } from '../amount-problem.ts'
import type { ComponentHandler } from '../bot-context.ts'
import { budgetOf } from '../budget-of-button.ts'
import { changeBudget } from '../change-budget.ts'
import { discordName } from '../chosen-subject.ts'
import { sendable } from '../message.ts'
import { readAmount } from '../read-amount.ts'
import { budgetSetMessage } from '../render/budget-message.ts'
import { noticeMessage } from '../render/error-message.ts'
import { tellPrivately } from '../reply-error.ts'

/** `raise-form|subject|period`: sets the budget to what an owner has typed. */
export const raiseForm: ComponentHandler = {
  action: 'raise-form',
  async execute(interaction, parts, { autointel, owners, textsFor, now }) {
    const texts = textsFor(interaction)
    const budget = budgetOf(parts)
    if (!interaction.isModalSubmit() || !budget) {
      await tellPrivately(interaction, { content: texts.t('error.unknownButton') })
      return
    }
    if (!owners.isOwner(interaction.user.id)) {
      await tellPrivately(interaction, { content: texts.t('error.ownerOnly') })
      return
    }
    const text = interaction.fields.getTextInputValue('amount')
    const read = readAmount(text)
    if (read.kind !== 'amount') {
      await tellPrivately(interaction, noticeMessage(amountProblem(read, text, texts), texts))
      return
    }
    await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    const { subject, period } = budget
    const atMs = now()
    const statuses = await autointel.ledger.budgetStatus(subject.name, atMs)
    const changed = await changeBudget(autointel, {
      subject: subject.name,
      period,
      atMs,
      limitNanoUsd: read.amountNanoUsd,
      mode: statuses.find((status) => status.period === period)?.budget?.mode ?? 'hard',
      user: interaction.user.id,
    })
    const displayName = discordName(interaction.client, subject)
    await interaction.editReply(sendable(budgetSetMessage({ subject, displayName, ...changed }, texts)))
  },
}
