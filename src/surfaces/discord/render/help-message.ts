import type { Texts } from '../../../locales/texts.ts'
import type { Quote } from '../../../orchestrator/quote.ts'
import type { OutgoingMessage } from '../message.ts'
import { composeCards } from './card.ts'
import { moreOf } from './labels.ts'
import { colors } from './look.ts'
import { leftText, usuallyText } from './progress-message.ts'

/** What somebody who asks for help is told. */
export interface HelpView {
  /** Of every depth, the shallowest first. */
  readonly quotes: readonly Quote[]
  /** Manages the server, or owns the bot. */
  readonly isManager: boolean
  /** Recordings can be transcribed. */
  readonly hearsSpeech: boolean
}

/** What the bot does, what it costs here, which commands there are, and what is left. */
export function helpMessage({ quotes, isManager, hearsSpeech }: HelpView, texts: Texts): OutgoingMessage {
  const left = quotes[0] && leftText(quotes[0], texts)
  const { cards } = composeCards(
    [
      {
        color: colors.running,
        title: `📖 ${texts.t('help.title')}`,
        lines: [
          texts.t('help.start'),
          texts.t('help.menu', { name: texts.t('command.analyse.name') }),
          texts.t(hearsSpeech ? 'help.readsAndHears' : 'help.reads'),
        ],
        fields: [
          {
            name: texts.t('help.depths'),
            lines: quotes.map((quote) => `- ${depthText(quote, texts)}`),
          },
          { name: texts.t('help.left'), lines: [left ?? texts.t('help.unlimited')] },
          {
            name: texts.t('help.commands'),
            lines: [
              texts.t('help.costs'),
              texts.t('help.runs'),
              texts.t('help.recall'),
              texts.t('help.forget'),
              ...(isManager
                ? [texts.t('help.report'), texts.t('help.budgets'), texts.t('help.settings')]
                : []),
            ],
          },
        ],
        footer: texts.t('help.footer'),
      },
    ],
    moreOf(texts),
  )
  return { cards }
}

function depthText({ depth, atMostNanoUsd, usuallyNanoUsd }: Quote, texts: Texts): string {
  const atMost = texts.t('help.depth', {
    depth: texts.t(`depth.${depth}`),
    atMost: texts.moneyInBoth(atMostNanoUsd),
  })
  return usuallyNanoUsd === undefined ? atMost : `${atMost}, ${usuallyText(usuallyNanoUsd, texts)}`
}
