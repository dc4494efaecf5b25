import type { ChatInputCommandInteraction, ModalSubmitInteraction } from 'discord.js'
import type { AskedQuestion } from '../../orchestrator/questions.ts'
import { deferAnswer } from './acknowledge.ts'
import { answerQuestion } from './answer-question.ts'
import type { BotContext } from './bot-context.ts'
import { sendable } from './message.ts'
import { answerMessage } from './render/answer-message.ts'
import { audienceOf } from './requester.ts'

/**
 * Answers a question about all that was read here, to whoever asks alone.
 *
 * @param earlierOf what was asked and answered before
 */
export async function answerPrivately(
  interaction: ChatInputCommandInteraction | ModalSubmitInteraction,
  asked: Pick<AskedQuestion, 'question' | 'conversation'>,
  context: BotContext,
  earlierOf: () => Promise<NonNullable<AskedQuestion['earlier']>> = async () => [],
): Promise<void> {
  await deferAnswer(interaction, { isPrivate: true })
  const earlier = await earlierOf()
  const audience = audienceOf(interaction, { isPrivate: true })
  const answered = await answerQuestion(interaction, { ...asked, earlier, audience }, context)
  const before = earlier.map(({ question }) => question)
  const message = answerMessage(asked.question, answered, { before }, context.textsFor(interaction))
  await interaction.editReply(sendable(message))
}
