import type { ModalSubmitInteraction } from 'discord.js'
import { amountProblemText } from '../../locales/amount-problem-text.ts'
import type { Texts } from '../../locales/texts.ts'
import type { NanoUsd } from '../../money/nano-usd.ts'
import { readAmount } from '../../money/read-amount.ts'
import { noticeMessage } from './render/error-message.ts'
import { safeLine } from './render/safe-text.ts'
import { tellPrivately } from './reply-error.ts'

/** The amount that somebody has typed into the field `amount` of a form; undefined when it is none, and they were told why. */
export async function typedAmount(
  interaction: ModalSubmitInteraction,
  texts: Texts,
): Promise<NanoUsd | undefined> {
  const text = interaction.fields.getTextInputValue('amount')
  const read = readAmount(text)
  if (read.kind === 'amount') return read.amountNanoUsd
  const problem = amountProblemText(read.problem, safeLine(text, 100), texts)
  await tellPrivately(interaction, noticeMessage(problem, texts))
  return undefined
}
