import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js'
import type { Texts } from '../../locales/texts.ts'

const field = 'question'
export const questionMaxCharacters = 500

/** A form that asks for a question. */
export function questionForm(customId: string, texts: Texts): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customId,
    title: texts.t('answer.ask'),
    components: [
      {
        type: ComponentType.Label,
        label: texts.t('answer.question'),
        component: {
          type: ComponentType.TextInput,
          custom_id: field,
          style: TextInputStyle.Paragraph,
          placeholder: texts.t('answer.placeholder'),
          max_length: questionMaxCharacters,
        },
      },
    ],
  }
}

export function questionIn({ fields }: ModalSubmitInteraction): string {
  return fields.getTextInputValue(field).trim()
}
