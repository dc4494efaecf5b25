import { ComponentType, MessageFlags, type ModalSubmitInteraction, TextInputStyle } from 'discord.js'
import { type BudgetMode, budgetModes } from '../../../ledger/budget-limit.ts'
import { type Period, periods } from '../../../ledger/period.ts'
import { toExactUsd } from '../../../money/format.ts'
import type { MoneyComponent } from '../bot-context.ts'
import { discordName } from '../chosen-subject.ts'
import { encodeCustomId } from '../custom-id.ts'
import { sendable } from '../message.ts'
import { tellPrivately } from '../reply-error.ts'
import { requesterOf } from '../requester.ts'
import { setBudget } from '../set-budget.ts'
import { typedAmount } from '../typed-amount.ts'

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
    const budget = statuses.find((status) => status.period === period)?.budget
    const inForce = budget?.mode ?? 'hard'
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
            ...(budget && { value: toExactUsd(budget.limitNanoUsd) }),
          },
        },
        {
          type: ComponentType.Label,
          label: texts.t('budget.raiseMode'),
          component: {
            type: ComponentType.StringSelect,
            custom_id: 'mode',
            options: budgetModes.map((mode) => ({
              value: mode,
              label: texts.t(`command.choice.mode.${mode}`),
              default: mode === inForce,
            })),
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
    const amountNanoUsd = await typedAmount(interaction, texts)
    if (amountNanoUsd === undefined) return
    await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    const request = { period, limitNanoUsd: amountNanoUsd, mode: modeIn(interaction), atMs: now() }
    const named = { subject, displayName: discordName(interaction.client, subject) }
    const requester = requesterOf(interaction, owners)
    const answer = await setBudget(request, named, requester, { ledger: autointel.ledger, texts })
    await interaction.editReply(sendable(answer))
  },
}

/** Undefined, which leaves it as it is, in forms of earlier versions, which did not ask. */
function modeIn({ fields }: ModalSubmitInteraction): BudgetMode | undefined {
  const chosen = fields.fields.has('mode') ? fields.getStringSelectValues('mode') : []
  return budgetModes.find((mode) => chosen.includes(mode))
}

function periodOf(name: string | undefined): Period | undefined {
  return periods.find((known) => known === name)
}
