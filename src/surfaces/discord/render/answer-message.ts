import { isFound, type Quote } from '../../../brief/answer.ts'
import { noteText } from '../../../locales/note-text.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { AnsweredQuestion } from '../../../orchestrator/questions.ts'
import type { OutgoingMessage } from '../message.ts'
import { type ButtonPlan, buttonRow, rowsPhoneLines } from './buttons.ts'
import { composeCards } from './card.ts'
import { costLine } from './cost-line.ts'
import { moreOf } from './labels.ts'
import { colors } from './look.ts'
import { longestOnPhone } from './phone-lines.ts'
import { linkedText, safeLine, safeText, webAddress } from './safe-text.ts'

const questionMaxCharacters = 200
const answerMaxCharacters = 800
const quoteMaxCharacters = 300
const titleMaxCharacters = 120
const mark = '💬'

/** The line of an answer that has its question. */
export const answerTitle = new RegExp(`^### ${mark} (.+)$`)

/** An answer from what was read, with the quotes that it rests on. @param about the run that further questions are asked about */
export function answerMessage(
  question: string,
  { answer, cost }: AnsweredQuestion,
  about: string | undefined,
  texts: Texts,
): OutgoingMessage {
  const isOwnWords = answer.by === 'model'
  const another = about === undefined ? undefined : askButton(about, texts.t('answer.another'))
  const components = buttonRow([another])
  const { cards } = composeCards(
    [
      {
        color: isFound(answer) ? colors.good : colors.quiet,
        title: `${mark} ${safeLine(question, questionMaxCharacters)}`,
        lines: isFound(answer)
          ? [
              ...(isOwnWords ? [safeText(answer.text, answerMaxCharacters)] : []),
              ...answer.quotes.map((quote) => quoteLines(quote)),
            ]
          : [texts.t('answer.nothing')],
        footer: [
          ...(isFound(answer) && !isOwnWords ? [texts.t('answer.byQuotes')] : []),
          // Of a brief, its own text was asked.
          ...(isFound(answer) || about !== undefined ? [] : [texts.t('answer.onlyDeep')]),
          ...answer.notes.map((note) => safeText(noteText(note, texts), 300)),
          costLine(cost, 'compact', texts),
        ]
          .filter(Boolean)
          .join('\n'),
      },
    ],
    moreOf(texts),
    { maxPhoneLines: longestOnPhone.answer - rowsPhoneLines(components) },
  )
  return { cards, components }
}

/** Opens the form for a question about a run. */
export function askButton(workflow: string, label: string): ButtonPlan {
  return { label, does: ['ask', workflow], emoji: '💬' }
}

function quoteLines({ text, title, url }: Quote): string {
  const source = linkedText(title || (url ?? ''), webAddress(url), titleMaxCharacters)
  return `> ${safeLine(text, quoteMaxCharacters)}\n-# — ${source}`
}
