import type { Texts } from '../../../locales/texts.ts'
import type { OutgoingMessage } from '../message.ts'
import { composeCards } from './card.ts'
import { moreOf } from './labels.ts'
import { type Color, colors } from './look.ts'
import { safeCode } from './safe-text.ts'

/** For what nobody foresaw. The log has the same id. */
export function errorMessage(errorId: string, texts: Texts): OutgoingMessage {
  const text = texts.t('error.unexpected', { errorId: safeCode(errorId, 100) })
  return { cards: notice(`⚠️ ${texts.t('error.title')}`, text, colors.bad, texts) }
}

/** One sentence that answers the member, such as why something cannot be done. `text` is Markdown and safe already. */
export function noticeMessage(text: string, texts: Texts, color: Color = colors.caution): OutgoingMessage {
  return { cards: notice(undefined, text, color, texts) }
}

function notice(title: string | undefined, text: string, color: Color, texts: Texts) {
  return composeCards([{ color, title, lines: [text] }], moreOf(texts)).cards
}
