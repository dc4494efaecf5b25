import { ComponentType, TextInputStyle } from 'discord.js'
import type { ComponentHandler } from '../bot-context.ts'
import { budgetOf } from '../budget-of-button.ts'
import { encodeCustomId } from '../custom-id.ts'
import { tellPrivately } from '../reply-error.ts'

/** `raise|subject|period`: shows owners the form for another limit. */
export const raise: ComponentHandler = {
  action: 'raise',
  async execute(interaction, parts, { owners, textsFor }) {
    const texts = textsFor(interaction)
    const budget = budgetOf(parts)
    if (!interaction.isButton() || !budget) {
      await tellPrivately(interaction, { content: texts.t('error.unknownButton') })
      return
    }
    if (!owners.isOwner(interaction.user.id)) {
      await tellPrivately(interaction, { content: texts.t('error.ownerOnly') })
      return
    }
    await interaction.showModal({
      custom_id: encodeCustomId({ action: 'raise-form', arguments: [budget.subject.name, budget.period] }),
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
          },
        },
      ],
    })
  },
}
