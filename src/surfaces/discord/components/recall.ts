import { answerPrivately } from '../answer-privately.ts'
import type { OpenComponent } from '../bot-context.ts'
import { encodeCustomId } from '../custom-id.ts'
import { earlierQuestions } from '../earlier-questions.ts'
import { questionForm, questionIn } from '../question-form.ts'
import { tellPrivately } from '../reply-error.ts'

/** `recall|conversation`: shows the form for another question about all that was read. */
export const recallOn: OpenComponent = {
  action: 'recall',
  requires: 'everyone',
  async execute(interaction, [conversation = ''], { textsFor }) {
    const texts = textsFor(interaction)
    if (interaction.isModalSubmit()) {
      await tellPrivately(interaction, { content: texts.t('error.unknownButton') })
      return
    }
    const customId = encodeCustomId({ action: 'recall-form', arguments: [conversation] })
    await interaction.showModal(questionForm(customId, texts))
  },
}

/** `recall-form|conversation`: answers the member who asks, alone, in the same conversation. */
export const recallForm: OpenComponent = {
  action: 'recall-form',
  requires: 'everyone',
  async execute(interaction, [conversation], context) {
    if (!interaction.isModalSubmit()) {
      await tellPrivately(interaction, { content: context.textsFor(interaction).t('error.unknownButton') })
      return
    }
    const asked = { question: questionIn(interaction), conversation }
    await answerPrivately(interaction, asked, context, () => earlierQuestions(interaction, undefined))
  },
}
