import { DiscordAPIError } from '@discordjs/rest'
import { MessageFlags, type ModalSubmitInteraction, RESTJSONErrorCodes, Routes } from 'discord.js'
import type { Logger } from 'pino'
import type { Texts } from '../../locales/texts.ts'
import type { Workflow } from '../../orchestrator/workflow.ts'
import { discordFailure } from './discord-failure.ts'
import type { OutgoingMessage } from './message.ts'
import { newMessageRequest } from './message-body.ts'
import { plainLine } from './render/safe-text.ts'
import { serverOf } from './requester.ts'

/** Where the questions about a brief are answered. */
export interface QuestionThread {
  readonly id: string
  /** False where Discord does not let the bot write there. */
  send(message: OutgoingMessage): Promise<boolean>
}

/** https://discord.com/developers/docs/resources/channel#start-thread-from-message (2026-11) */
const threadNameMaxCharacters = 90
const archivedAfterMinutes = 1_440

/** Whether those who read along where a form was sent may see what it is answered: the brief is for them, and stands there for all of them. */
export function isForAllHere(interaction: ModalSubmitInteraction, { visibility }: Workflow): boolean {
  const isForOne = interaction.message?.flags.has(MessageFlags.Ephemeral) ?? true
  return visibility !== 'member' && !isForOne && serverOf(interaction) !== undefined
}

/** The thread that the form's message stands in, else that on the message, opened if need be; undefined where it cannot be. */
export async function threadFor(
  interaction: ModalSubmitInteraction,
  { title, location }: Workflow,
  { log, texts }: { readonly log: Logger; readonly texts: Texts },
): Promise<QuestionThread | undefined> {
  const { message, channel, channelId, client } = interaction
  if (!message || !channelId) return undefined
  const send = async (id: string, answer: OutgoingMessage) => {
    try {
      const nonce = interaction.id
      await client.rest.post(Routes.channelMessages(id), newMessageRequest(answer, { nonce }))
      return true
    } catch (error) {
      log.warn({ err: error, channel: id }, 'a question cannot be answered in its thread')
      if (discordFailure(error) === undefined) throw error
      return false
    }
  }
  if (channel?.isThread()) return { id: channel.id, send: (answer) => send(channel.id, answer) }
  const subject = plainLine(title || location.address, threadNameMaxCharacters - 20)
  const name = texts.t('answer.thread', { title: subject })
  try {
    await client.rest.post(Routes.threads(channelId, message.id), {
      body: { name: plainLine(name, threadNameMaxCharacters), auto_archive_duration: archivedAfterMinutes },
    })
  } catch (error) {
    if (discordFailure(error) === undefined) throw error
    if (!isThereAlready(error)) {
      log.warn({ err: error, channel: channelId }, 'no thread can be opened for a question')
      return undefined
    }
  }
  // A thread has the id of the message that it was opened on.
  return { id: message.id, send: (answer) => send(message.id, answer) }
}

function isThereAlready(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage
}
