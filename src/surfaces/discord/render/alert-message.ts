import type { Texts } from '../../../locales/texts.ts'
import type { AlertDetails, CrossedThreshold } from '../../../outbox/alert-details.ts'
import type { OutgoingMessage } from '../message.ts'
import { buttonRow, rowsPhoneLines } from './buttons.ts'
import { composeCards } from './card.ts'
import { subjectLabel } from './labels.ts'
import { bar, budgetColor, discordTime } from './look.ts'
import { longestOnPhone } from './phone-lines.ts'
import { plainLine } from './safe-text.ts'

const spendersShown = 3
const nameMaxCharacters = 24

export interface AlertMessageOptions {
  /** Custom id of the button that opens the report; no such button without it. */
  readonly reportId?: string | undefined
  /** It goes to a channel because no owner could be reached. */
  readonly isFallback?: boolean
}

/** What the owners are told when a subject has crossed thresholds of its budgets: one message for all of them. */
export function alertMessage(
  details: AlertDetails,
  texts: Texts,
  { reportId, isFallback = false }: AlertMessageOptions = {},
): OutgoingMessage {
  const { subject, displayName, alerts, suggestions } = details
  const [first, ...others] = alerts
  const name = subjectLabel(subject, texts, displayName)
  const components = buttonRow([
    {
      label: texts.t('alert.raise'),
      does: ['raise', subject.name, first.period],
      style: 'primary',
      emoji: '⬆️',
    },
    reportId ? { label: texts.t('alert.openReport'), does: reportId, emoji: '📊' } : undefined,
  ])
  const { cards } = composeCards(
    [
      {
        color: budgetColor(first.thresholdPercent),
        title: titleOf(first, texts),
        lines: [
          texts.t('alert.description', {
            subject: `**${name}**`,
            spent: texts.moneyInBoth(first.spentNanoUsd),
            limit: texts.moneyInBoth(first.limitNanoUsd),
          }),
          `${bar(first.usedPercent)} **${texts.percent(first.usedPercent)}** · ${remainderOf(first, texts)}`,
          `-# ${texts.t(`mode.${first.mode}`)} · ${texts.t('budget.resets', { reset: discordTime(first.resetsAtMs) })}`,
          ...consequence(first, texts),
          ...others.map((alert) => otherLine(alert, texts)),
        ],
        fields: [
          { name: texts.t('alert.topSpenders'), lines: spenders(details, texts), inline: true },
          // One thing to do is done sooner than one of three.
          ...suggestions.slice(0, 1).map((suggestion) => ({
            name: texts.t('alert.suggestions'),
            lines: [texts.t(`alert.suggestion.${suggestion}`)],
            inline: true,
          })),
        ],
        footer: [
          discordTime(first.crossedAtMs, 'f'),
          ...(isFallback ? [texts.t('alert.fallback')] : []),
        ].join(' · '),
      },
    ],
    // An advice that there is no room for is not missed; a count of it would be.
    () => '',
    { maxPhoneLines: longestOnPhone.alert - rowsPhoneLines(components) },
  )
  return { cards, components }
}

function remainderOf({ remainingNanoUsd }: CrossedThreshold, texts: Texts): string {
  return texts.t('budget.remaining', { left: texts.moneyInBoth(remainingNanoUsd) })
}

function spenders({ topSpenders }: AlertDetails, texts: Texts): readonly string[] {
  return topSpenders.slice(0, spendersShown).map(({ subject, displayName, spentNanoUsd }) => {
    const amount = texts.money(spentNanoUsd)
    return `${subjectLabel(subject, texts, displayName && plainLine(displayName, nameMaxCharacters))} ${amount}`
  })
}

function titleOf({ period, thresholdPercent }: CrossedThreshold, texts: Texts): string {
  const budget = texts.t(`budgetName.${period}`)
  return thresholdPercent === 100
    ? `🛑 ${texts.t('alert.usedUpTitle', { budget })}`
    : `🔔 ${texts.t('alert.title', { budget, percent: texts.percent(thresholdPercent) })}`
}

/** Whether runs still start, once the budget is used up. */
function consequence({ thresholdPercent, mode }: CrossedThreshold, texts: Texts): readonly string[] {
  if (thresholdPercent < 100) return []
  return [texts.t(mode === 'hard' ? 'alert.refusing' : 'alert.warningOnly')]
}

function otherLine(alert: CrossedThreshold, texts: Texts): string {
  const { period, usedPercent, spentNanoUsd, limitNanoUsd } = alert
  const spent = texts.money(spentNanoUsd)
  const of = texts.t('budget.spentOf', { spent, limit: texts.money(limitNanoUsd) })
  return `${texts.t(`budgetName.${period}`)}: ${bar(usedPercent)} ${texts.percent(usedPercent)} · ${of}`
}
