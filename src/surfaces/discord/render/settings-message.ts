import { defaultDepth } from '../../../budget/depth-tiers.ts'
import { languageName } from '../../../locales/language-name.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { ServerSettings } from '../../../servers/server-settings.ts'
import type { OutgoingMessage } from '../message.ts'
import { composeCards } from './card.ts'
import { moreOf } from './labels.ts'
import { colors } from './look.ts'

/** What the managers of a server have chosen, and how to change it. `heading`: what has just happened. */
export function settingsMessage(
  { depth, isPrivate, language, costLine }: ServerSettings,
  texts: Texts,
  heading?: string,
): OutgoingMessage {
  const field = (name: string, value: string) => `**${name}** · ${value}`
  const { cards } = composeCards(
    [
      {
        color: heading ? colors.good : colors.quiet,
        title: `⚙️ ${texts.t('settings.title')}`,
        lines: [
          ...(heading ? [heading, ''] : []),
          field(texts.t('settings.depth'), texts.t(`depth.${depth ?? defaultDepth}`)),
          field(texts.t('settings.privacy'), texts.t(isPrivate ? 'settings.private' : 'settings.public')),
          field(texts.t('settings.language'), languageText(language, texts)),
          field(texts.t('settings.costLine'), texts.t(`settings.costLines.${costLine}`)),
        ],
        footer: texts.t('settings.footer'),
      },
    ],
    moreOf(texts),
  )
  return { cards }
}

function languageText(language: string | undefined, texts: Texts): string {
  return (language && languageName(language, texts.locale)) ?? texts.t('settings.memberLanguage')
}
