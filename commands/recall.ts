import { ApplicationCommandOptionType } from 'discord.js'
import { answerPrivately } from '../src/surfaces/discord/answer-privately.ts'
import type { OpenCommand } from '../src/surfaces/discord/bot-context.ts'
import { described, named, usedAnywhere } from '../src/surfaces/discord/option-texts.ts'
import { questionMaxCharacters } from '../src/surfaces/discord/question-form.ts'

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
    const question = interaction.options.getString('question', true)
    await answerPrivately(interaction, { question }, context)
  },
}
