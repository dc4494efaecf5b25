import { userSubject } from '../../../ledger/subject.ts'
import type { TextKey } from '../../../locales/translation.ts'
import { isTopic } from '../../../outbox/topic.ts'
import type { BotContext, ComponentInteraction, MoneyComponent } from '../bot-context.ts'
import { newMessage } from '../message.ts'
import type { Row } from '../render/buttons.ts'
import { noticeMessage } from '../render/error-message.ts'
import { muteButton, unmuteButton } from '../render/mute-buttons.ts'
import { tellPrivately } from '../reply-error.ts'

/** `mute|bot|topic`: owners are not told of it any more. */
export const mute: MoneyComponent = {
  action: 'mute',
  requires: 'owner',
  execute: (interaction, _subject, [topic], context) =>
    change(interaction, topic, context, async (known) => {
      const { autointel, now } = context
      await autointel.outbox.mute({ topic: known, by: userSubject(interaction.user.id).name, atMs: now() })
      return { said: 'alert.muted', offered: unmuteButton }
    }),
}

/** `unmute|bot|topic`: owners are told of it again. */
export const unmute: MoneyComponent = {
  action: 'unmute',
  requires: 'owner',
  execute: (interaction, _subject, [topic], context) =>
    change(interaction, topic, context, async (known) => {
      await context.autointel.outbox.unmute(known)
      return { said: 'alert.unmuted', offered: muteButton }
    }),
}

interface Changed {
  readonly said: TextKey
  readonly offered: (topic: string, texts: ReturnType<BotContext['textsFor']>) => readonly Row[]
}

async function change(
  interaction: ComponentInteraction,
  topic: string | undefined,
  { textsFor }: BotContext,
  apply: (topic: string) => Promise<Changed>,
): Promise<void> {
  const texts = textsFor(interaction)
  if (!interaction.isButton() || !isTopic(topic)) {
    await tellPrivately(interaction, { content: texts.t('error.unknownButton') })
    return
  }
  const { said, offered } = await apply(topic)
  const answer = { ...noticeMessage(texts.t(said), texts), components: offered(topic, texts) }
  await interaction.reply(newMessage(answer, { isPrivate: true }))
}
