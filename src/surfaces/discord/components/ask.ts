import type { ModalSubmitInteraction } from 'discord.js'
import type { Texts } from '../../../locales/texts.ts'
import type { Workflow } from '../../../orchestrator/workflow.ts'
import { deferAnswer } from '../acknowledge.ts'
import { answerQuestion } from '../answer-question.ts'
import type { BotContext, OpenComponent, RunComponent } from '../bot-context.ts'
import { encodeCustomId } from '../custom-id.ts'
import { earlierQuestions } from '../earlier-questions.ts'
import { sendable } from '../message.ts'
import { questionForm, questionIn } from '../question-form.ts'
import { isForAllHere, threadFor } from '../question-thread.ts'
import { answerMessage } from '../render/answer-message.ts'
import { noticeMessage } from '../render/error-message.ts'
import { tellPrivately } from '../reply-error.ts'
import { audienceOf } from '../requester.ts'
import { requiredRun } from '../required-access.ts'
import { settingsHere } from '../settings-here.ts'

/** `ask|workflow`: shows the form for a question about a brief. */
export const ask: RunComponent = {
  action: 'ask',
  requires: 'reader',
  async execute(interaction, run, _parts, { textsFor }) {
    const texts = textsFor(interaction)
    const customId = encodeCustomId({ action: 'ask-form', arguments: [run.id] })
    await interaction.showModal(questionForm(customId, texts))
  },
}

/** `ask-form|workflow`: answers, in the thread of the brief where others may read along, else to the member alone. */
export const askForm: OpenComponent = {
  action: 'ask-form',
  requires: 'everyone',
  async execute(interaction, [id = ''], context) {
    if (!interaction.isModalSubmit()) {
      await tellPrivately(interaction, { content: context.textsFor(interaction).t('error.unknownButton') })
      return
    }
    const run = await requiredRun(interaction, id, 'reader', context)
    if (run) await answerForm(interaction, run, context)
  },
}

async function answerForm(
  interaction: ModalSubmitInteraction,
  run: Workflow,
  context: BotContext,
): Promise<void> {
  await deferAnswer(interaction, { isPrivate: true })
  const question = questionIn(interaction)
  const { log, textsFor } = context
  const forAll = await textsForAll(interaction, context)
  const thread = isForAllHere(interaction, run)
    ? await threadFor(interaction, run, { log, texts: forAll })
    : undefined
  const audience = audienceOf(interaction, { isPrivate: thread === undefined })
  const earlier = await earlierQuestions(interaction, thread?.id, run.id)
  const answered = await answerQuestion(interaction, { question, earlier, audience, about: run }, context)
  const texts = textsFor(interaction)
  const before = earlier.map((exchange) => exchange.question)
  const isThere = await thread?.send(answerMessage(question, answered, { about: run.id }, forAll))
  const told =
    thread && isThere
      ? noticeMessage(texts.t('answer.inThread', { thread: `<#${thread.id}>` }), texts)
      : answerMessage(question, answered, { about: run.id, before }, texts)
  await interaction.editReply(sendable(told))
}

/** For all who read along where the form was sent. */
async function textsForAll(
  interaction: ModalSubmitInteraction,
  { autointel, textsFor }: BotContext,
): Promise<Texts> {
  const { language: serverLanguage } = await settingsHere(interaction, autointel)
  const { locale, guildLocale } = interaction
  return textsFor({ locale, guildLocale, isPrivate: false, serverLanguage })
}
