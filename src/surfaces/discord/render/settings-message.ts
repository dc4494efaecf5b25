import { defaultDepth } from '../../../budget/depth-tiers.ts'
import type { BudgetStatus } from '../../../ledger/budget-limit.ts'
import { languageName } from '../../../locales/language-name.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { ServerSettings } from '../../../servers/server-settings.ts'
import type { OutgoingMessage } from '../message.ts'
import { composeCards } from './card.ts'
import { moreOf } from './labels.ts'
import { colors } from './look.ts'

/** What the managers of a server have chosen, and how to change it. */
export interface SettingsView extends ServerSettings {
  /** What has just happened. */
  readonly heading?: string | undefined
  /** Today's limit of the watched channels. */
  readonly watchBudget: BudgetStatus | undefined
}

export function settingsMessage(view: SettingsView, texts: Texts): OutgoingMessage {
  const { depth, isPrivate, language, costLine, memoryDays, heading } = view
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
          field(
            texts.t('settings.memory'),
            memoryDays === undefined
              ? texts.t('settings.memoryUsual')
              : texts.t('settings.memoryDays', { count: memoryDays }),
          ),
        ],
        fields: [{ name: texts.t('settings.watched'), lines: watchedLines(view, texts) }],
        footer: texts.t('settings.footer'),
      },
    ],
    moreOf(texts),
  )
  return { cards }
}

function watchedLines({ watched, watchBudget }: SettingsView, texts: Texts): readonly string[] {
  const limit = watchBudget?.budget?.limitNanoUsd
  if (watched.length === 0) return [texts.t('settings.watchedNone')]
  return [
    ...watched.map(({ channel, mode }) => `<#${channel}> · ${texts.t(`settings.watchModes.${mode}`)}`),
    ...(watchBudget && limit !== undefined
      ? [
          texts.t('settings.watchSpent', {
            spent: texts.money(watchBudget.spentNanoUsd),
            limit: texts.money(limit),
          }),
        ]
      : []),
  ]
}

function languageText(language: string | undefined, texts: Texts): string {
  return (language && languageName(language, texts.locale)) ?? texts.t('settings.memberLanguage')
}
