import { ApplicationCommandOptionType } from 'discord.js'
import { deferAnswer } from '../src/surfaces/discord/acknowledge.ts'
import { answerQuestion } from '../src/surfaces/discord/answer-question.ts'
import type { OpenCommand } from '../src/surfaces/discord/bot-context.ts'
import { sendable } from '../src/surfaces/discord/message.ts'
import { described, named, usedAnywhere } from '../src/surfaces/discord/option-texts.ts'
import { answerMessage } from '../src/surfaces/discord/render/answer-message.ts'
import { audienceOf } from '../src/surfaces/discord/requester.ts'

const questionMaxCharacters = 500

/** Answers a question from what was read here and the member may see: for that member alone. */
export const recall: OpenCommand = {
  data: {
    ...named('recall', 'commandName.recall'),
    ...described('command.recall.description'),
    ...usedAnywhere,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        ...named('question', 'option.question'),
        ...described('command.recall.question'),
        required: true,
        max_length: questionMaxCharacters,
      },
    ],
  },

  requires: 'everyone',

  async execute(interaction, context) {
    await deferAnswer(interaction, { isPrivate: true })
    const question = interaction.options.getString('question', true)
    const audience = audienceOf(interaction, { isPrivate: true })
    const answered = await answerQuestion(interaction, { question, audience }, context)
    const message = answerMessage(question, answered, undefined, context.textsFor(interaction))
    await interaction.editReply(sendable(message))
  },
}
