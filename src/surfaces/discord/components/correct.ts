import { ComponentType, MessageFlags, TextInputStyle } from 'discord.js'
import { correctionByHand } from '../../../ledger/correction-by-hand.ts'
import { userSubject } from '../../../ledger/subject.ts'
import type { Texts } from '../../../locales/texts.ts'
import { toExactUsd } from '../../../money/format.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import type { BotContext, MoneyComponent } from '../bot-context.ts'
import { encodeCustomId } from '../custom-id.ts'
import { sendable } from '../message.ts'
import { noticeMessage } from '../render/error-message.ts'
import { colors } from '../render/look.ts'
import { safeCode } from '../render/safe-text.ts'
import { tellPrivately } from '../reply-error.ts'
import { typedAmount } from '../typed-amount.ts'

/** `correct|bot|entry`: shows owners the form for what a call did cost whose bill never came, with what was held for it. */
export const correct: MoneyComponent = {
  action: 'correct',
  requires: 'owner',
  async execute(interaction, subject, [entryId = ''], { autointel, textsFor }) {
    const texts = textsFor(interaction)
    const call = await autointel.ledger.namedCall(entryId)
    if (!interaction.isButton() || !call) {
      await tellPrivately(interaction, { content: texts.t('error.unknownButton') })
      return
    }
    const input = { type: ComponentType.TextInput, style: TextInputStyle.Short } as const
    await interaction.showModal({
      custom_id: encodeCustomId({ action: 'correct-form', arguments: [subject.name, entryId] }),
      title: texts.t('cost.correctTitle'),
      components: [
        {
          type: ComponentType.Label,
          label: texts.t('cost.correctAmount'),
          component: {
            ...input,
            custom_id: 'amount',
            max_length: 20,
            value: toExactUsd(call.entry.amountNanoUsd).slice(0, 20),
          },
        },
        {
          type: ComponentType.Label,
          label: texts.t('cost.correctReason'),
          component: {
            ...input,
            custom_id: 'reason',
            max_length: 200,
            placeholder: texts.t('cost.correctPlaceholder'),
          },
        },
      ],
    })
  },
}

/** `correct-form|bot|entry`: books what an owner has typed. */
export const correctForm: MoneyComponent = {
  action: 'correct-form',
  requires: 'owner',
  async execute(interaction, _subject, [entryId = ''], context) {
    const texts = context.textsFor(interaction)
    if (!interaction.isModalSubmit()) {
      await tellPrivately(interaction, { content: texts.t('error.unknownButton') })
      return
    }
    const amountNanoUsd = await typedAmount(interaction, texts)
    if (amountNanoUsd === undefined) return
    await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    const reason = interaction.fields.getTextInputValue('reason').trim()
    const byHand = { by: userSubject(interaction.user.id).name, reason }
    await interaction.editReply(
      sendable(await answerTo(entryId, amountNanoUsd, byHand, { ...context, texts })),
    )
  },
}

async function answerTo(
  entryId: string,
  amountNanoUsd: NanoUsd,
  byHand: { readonly by: string; readonly reason: string },
  { autointel: { ledger }, now, texts }: BotContext & { readonly texts: Texts },
) {
  const result = await ledger.correct(correctionByHand(entryId, amountNanoUsd, byHand, now()))
  switch (result.kind) {
    case 'corrected': {
      const amount = texts.money(result.entry.amountNanoUsd, 'exact')
      return noticeMessage(texts.t('cost.corrected', { amount }), texts, colors.good)
    }
    case 'already_corrected':
      return noticeMessage(texts.t('cost.correctedAlready', { entry: safeCode(result.by, 100) }), texts)
    case 'unknown_entry':
      return noticeMessage(texts.t('error.unknownButton'), texts)
    default:
      return result satisfies never
  }
}
