import { MessageFlags } from 'discord.js'
import { keptEvaluation } from '../../../app/kept-evaluation.ts'
import { botSubject } from '../../../ledger/subject.ts'
import { recommendationText } from '../../../locales/recommendation-text.ts'
import type { ModelId } from '../../../pricing/model-id.ts'
import { periodRange } from '../../../report/period-range.ts'
import { readRecommendations } from '../../../report/read-recommendations.ts'
import type { MoneyComponent } from '../bot-context.ts'
import { sendable } from '../message.ts'
import { composeCards } from '../render/card.ts'
import { moreOf } from '../render/labels.ts'
import { colors } from '../render/look.ts'
import { safeCode } from '../render/safe-text.ts'

const days = 30
const nameMaxCharacters = 100

/** `savings|bot`: what could be saved, by the books of the last thirty days, for owners. */
export const savings: MoneyComponent = {
  action: 'savings',
  requires: 'owner',
  async execute(interaction, _subject, _parts, { autointel, textsFor, now }) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral })
    const texts = textsFor(interaction)
    const { ledger, catalogue, config } = autointel
    const nowMs = now()
    const range = periodRange({ kind: 'days', days }, nowMs, await ledger.timeZone(botSubject))
    const books = {
      ledger,
      models: config.models,
      priceOf: (model: ModelId) => catalogue.priceOf(model),
      qualities: await keptEvaluation(config.dataDirectory),
    }
    const found = await readRecommendations(books, range, nowMs)
    const code = (name: string) => safeCode(name, nameMaxCharacters)
    const lines = found.map((one) => `- ${recommendationText(one, texts, code)}`)
    const plan = {
      color: colors.good,
      title: `💡 ${texts.t('savings.title')}`,
      lines: [
        ...(lines.length > 0 ? lines : [texts.t('savings.none')]),
        `-# ${texts.t('savings.about', { days: texts.t('common.days', { count: days }) })}`,
      ],
    }
    await interaction.editReply(sendable({ cards: composeCards([plan], moreOf(texts)).cards }))
  },
}
