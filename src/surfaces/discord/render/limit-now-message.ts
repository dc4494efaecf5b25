import type { BudgetStatus } from '../../../ledger/budget-limit.ts'
import type { Refusal } from '../../../ledger/limit-state.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { OutgoingMessage } from '../message.ts'
import { budgetLine, worstColor } from './budget-lines.ts'
import { composeCards } from './card.ts'
import { moreOf } from './labels.ts'
import { discordTime } from './look.ts'
import { refusalSentence } from './refusal-lines.ts'

/** A limit that has refused a run and still would: how it stands, and when it starts over. */
export function limitNowMessage(refusal: Refusal, status: BudgetStatus, texts: Texts): OutgoingMessage {
  const { resetsAtMs } = status
  const moment = { when: discordTime(resetsAtMs, 'f'), relative: discordTime(resetsAtMs) }
  const { cards } = composeCards(
    [
      {
        color: worstColor([status]),
        title: `⏰ ${texts.t('result.whenItResets')}`,
        lines: [
          refusalSentence(refusal, texts),
          texts.t('refusal.resets', moment),
          budgetLine(status, texts),
        ],
      },
    ],
    moreOf(texts),
  )
  return { cards }
}
