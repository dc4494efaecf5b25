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

/** The line of an answer that has its question, and the one below that has those before. */
export const answerTitle = new RegExp(`^### ${mark} (.+)$`)
export const answerBefore = new RegExp(`^-# ${mark} (.+)$`)
export const betweenQuestions = ` ${mark} `

interface AskedBefore {
  /** The run that the question is about; undefined: all that was read. */
  readonly about?: string | undefined
  /** Questions that the answer goes on from, where they stand nowhere else, the oldest first. */
  readonly before?: readonly string[]
}

/** An answer from what was read, with the quotes that it rests on and a button to ask on. */
export function answerMessage(
  question: string,
  { answer, cost, conversation }: AnsweredQuestion,
  { about, before = [] }: AskedBefore,
  texts: Texts,
): OutgoingMessage {
  const isOwnWords = answer.by === 'model'
  const another = texts.t('answer.another')
  const components = buttonRow([
    about === undefined
      ? { label: another, does: ['recall', conversation], emoji: mark }
      : askButton(about, another),
  ])
  const { cards } = composeCards(
    [
      {
        color: isFound(answer) ? colors.good : colors.quiet,
        title: `${mark} ${safeLine(question, questionMaxCharacters)}`,
        lines: [
          ...beforeLine(before),
          ...(isFound(answer)
            ? [
                ...(isOwnWords ? [safeText(answer.text, answerMaxCharacters)] : []),
                ...answer.quotes.map((quote) => quoteLines(quote)),
              ]
            : [texts.t('answer.nothing')]),
        ],
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

function beforeLine(questions: readonly string[]): readonly string[] {
  const shown = questions.map((question) => safeLine(question, questionMaxCharacters)).filter(Boolean)
  return shown.length === 0 ? [] : [`-# ${mark} ${shown.join(betweenQuestions)}`]
}

/** Opens the form for a question about a run. */
export function askButton(workflow: string, label: string): ButtonPlan {
  return { label, does: ['ask', workflow], emoji: mark }
}

function quoteLines({ text, title, url }: Quote): string {
  const source = linkedText(title || (url ?? ''), webAddress(url), titleMaxCharacters)
  return `> ${safeLine(text, quoteMaxCharacters)}\n-# — ${source}`
}
