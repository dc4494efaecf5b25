import { ComponentType, MessageFlags, TextInputStyle } from 'discord.js'
import { type Period, periods } from '../../../ledger/period.ts'
import { amountProblemText } from '../../../locales/amount-problem-text.ts'
import { toExactUsd } from '../../../money/format.ts'
import { readAmount } from '../../../money/read-amount.ts'
import type { MoneyComponent } from '../bot-context.ts'
import { discordName } from '../chosen-subject.ts'
import { encodeCustomId } from '../custom-id.ts'
import { sendable } from '../message.ts'
import { noticeMessage } from '../render/error-message.ts'
import { safeLine } from '../render/safe-text.ts'
import { tellPrivately } from '../reply-error.ts'
import { requesterOf } from '../requester.ts'
import { setBudget } from '../set-budget.ts'

/** `raise|subject|period`: shows owners the form for another limit, with the one that holds. */
export const raise: MoneyComponent = {
  action: 'raise',
  requires: 'owner',
  async execute(interaction, subject, [name], { autointel, textsFor, now }) {
    const texts = textsFor(interaction)
    const period = periodOf(name)
    if (!interaction.isButton() || !period) {
      await tellPrivately(interaction, { content: texts.t('error.unknownButton') })
      return
    }
    const statuses = await autointel.ledger.budgetStatus(subject, now())
    const limit = statuses.find((status) => status.period === period)?.budget?.limitNanoUsd
    await interaction.showModal({
      custom_id: encodeCustomId({ action: 'raise-form', arguments: [subject.name, period] }),
      title: texts.t('budget.raiseTitle'),
      components: [
        {
          type: ComponentType.Label,
          label: texts.t('budget.raiseAmount'),
          component: {
            type: ComponentType.TextInput,
            custom_id: 'amount',
            style: TextInputStyle.Short,
            placeholder: texts.t('budget.raisePlaceholder'),
            max_length: 20,
            ...(limit !== undefined && { value: toExactUsd(limit) }),
          },
        },
      ],
    })
  },
}

/** `raise-form|subject|period`: sets the budget to what an owner has typed. */
export const raiseForm: MoneyComponent = {
  action: 'raise-form',
  requires: 'owner',
  async execute(interaction, subject, [name], { autointel, owners, textsFor, now }) {
    const texts = textsFor(interaction)
    const period = periodOf(name)
    if (!interaction.isModalSubmit() || !period) {
      await tellPrivately(interaction, { content: texts.t('error.unknownButton') })
      return
    }
    const text = interaction.fields.getTextInputValue('amount')
    const read = readAmount(text)
    if (read.kind !== 'amount') {
      const problem = amountProblemText(read.problem, safeLine(text, 100), texts)
      await tellPrivately(interaction, noticeMessage(problem, texts))
      return
    }
    await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    const request = { period, limitNanoUsd: read.amountNanoUsd, atMs: now() }
    const named = { subject, displayName: discordName(interaction.client, subject) }
    const requester = requesterOf(interaction, owners)
    const answer = await setBudget(request, named, requester, { ledger: autointel.ledger, texts })
    await interaction.editReply(sendable(answer))
  },
}

function periodOf(name: string | undefined): Period | undefined {
  return periods.find((known) => known === name)
}
