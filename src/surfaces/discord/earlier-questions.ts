import { type APIMessage, ComponentType, type ModalSubmitInteraction, Routes } from 'discord.js'
import type { AskedQuestion } from '../../orchestrator/questions.ts'
import { encodeCustomId } from './custom-id.ts'
import { discordFailure } from './discord-failure.ts'
import { answerBefore, answerTitle, betweenQuestions } from './render/answer-message.ts'

type Exchange = NonNullable<AskedQuestion['earlier']>[number]

/** So many messages of a thread are looked through, and so many questions of them are known. */
const lookedThrough = 20
const mostKnown = 3

/**
 * What was asked and answered before, oldest first, as it stands on Discord and is kept nowhere else: in the thread, for all who read along
 * there; else in the message whose button was pressed. What is deleted there is not known any more.
 *
 * @param thread where the answer will stand; undefined where it is for one alone
 */
export async function earlierQuestions(
  { message, client }: ModalSubmitInteraction,
  thread: string | undefined,
  about?: string,
): Promise<readonly Exchange[]> {
  const pressed = message?.components.map((component) => component.toJSON()) ?? []
  const isThere = thread !== undefined && about !== undefined
  const ofThread = isThere ? await answersIn(thread, about, client) : []
  const known = ofThread.length > 0 ? ofThread : exchangeIn(pressed as readonly Shown[])
  return known.slice(-mostKnown)
}

async function answersIn(
  thread: string,
  about: string,
  { rest, user }: ModalSubmitInteraction['client'],
): Promise<readonly Exchange[]> {
  try {
    const query = new URLSearchParams({ limit: String(lookedThrough) })
    const messages = (await rest.get(Routes.channelMessages(thread), { query })) as readonly APIMessage[]
    const button = encodeCustomId({ action: 'ask', arguments: [about] })
    return messages
      .toReversed()
      .filter(({ author, components }) => author.id === user.id && hasButton(components ?? [], button))
      .flatMap(({ components = [] }) => exchangeIn(components as readonly Shown[]))
  } catch (error) {
    // The thread may be closed to the bot: then the question stands alone.
    if (discordFailure(error) === undefined) throw error
    return []
  }
}

/** What is read of a component of a message. */
interface Shown {
  readonly type: ComponentType
  readonly content?: string
  readonly custom_id?: string
  readonly components?: readonly Shown[]
}

function hasButton(components: readonly Shown[], customId: string): boolean {
  return components.some(
    ({ custom_id, components: inner = [] }) => custom_id === customId || hasButton(inner, customId),
  )
}

function exchangeIn(components: readonly Shown[]): readonly Exchange[] {
  const [title = '', ...lines] = components.flatMap(textsIn).join('\n').split('\n')
  const question = answerTitle.exec(title)?.[1]
  if (question === undefined) return []
  const answer = lines.filter((line) => !line.startsWith('-# ')).map((line) => line.replace(/^> /, ''))
  return [
    ...questionsBefore(lines).map((before) => ({ question: plain(before), answer: '' })),
    { question: plain(question), answer: plain(answer.join('\n')).trim() },
  ]
}

function questionsBefore([line = '']: readonly string[]): readonly string[] {
  return answerBefore.exec(line)?.[1]?.split(betweenQuestions) ?? []
}

function textsIn({ type, content = '', components = [] }: Shown): readonly string[] {
  return type === ComponentType.TextDisplay ? [content] : components.flatMap(textsIn)
}

/** As it was before it was made fit for Discord. */
function plain(markdown: string): string {
  return markdown.replaceAll('\u200b', '').replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
}
