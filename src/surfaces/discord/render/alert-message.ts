import type { Texts } from '../../../locales/texts.ts'
import type { AlertDetails, CrossedThreshold } from '../../../outbox/alert-details.ts'
import type { OutgoingMessage } from '../message.ts'
import { buttonRow } from './buttons.ts'
import { composeCards, type FieldPlan } from './card.ts'
import { moreOf, subjectLabel } from './labels.ts'
import { bar, budgetColor, discordTime } from './look.ts'
import { spenderLines } from './report-lines.ts'

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
  const { subject, displayName, alerts, topSpenders, suggestions, timeZone } = details
  const [first, ...others] = alerts
  const name = subjectLabel(subject, texts, displayName)
  const { cards } = composeCards(
    [
      {
        color: budgetColor(first.thresholdPercent),
        title: titleOf(first, texts),
        lines: [
          texts.t('alert.description', {
            subject: `**${name}**`,
            spent: texts.money(first.spentNanoUsd),
            limit: texts.money(first.limitNanoUsd),
          }),
          `${bar(first.usedPercent)} **${texts.percent(first.usedPercent)}**`,
          ...consequence(first, texts),
          ...others.map((alert) => otherLine(alert, texts)),
        ],
        fields: [
          ...figureFields(first, texts),
          {
            name: texts.t('alert.topSpenders'),
            lines: spenderLines(
              topSpenders.map(({ spentNanoUsd, ...spender }) => ({ ...spender, costNanoUsd: spentNanoUsd })),
              texts,
              { style: 'short' },
            ),
          },
          {
            name: texts.t('alert.suggestions'),
            lines: suggestions.map((suggestion) => `- ${texts.t(`alert.suggestion.${suggestion}`)}`),
          },
        ],
        footer: [
          texts.t('report.timeZone', { timeZone }),
          ...(isFallback ? [texts.t('alert.fallback')] : []),
        ].join('\n'),
        timestampMs: first.crossedAtMs,
      },
    ],
    moreOf(texts),
  )
  const components = buttonRow([
    {
      label: texts.t('alert.raise'),
      does: ['raise', subject.name, first.period],
      style: 'primary',
      emoji: '⬆️',
    },
    reportId ? { label: texts.t('alert.openReport'), does: reportId, emoji: '📊' } : undefined,
  ])
  return { cards, components }
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

function figureFields(alert: CrossedThreshold, texts: Texts): readonly FieldPlan[] {
  const field = (name: string, line: string) => ({ name, lines: [line], inline: true })
  return [
    field(texts.t('alert.spent'), texts.moneyInBoth(alert.spentNanoUsd)),
    field(
      texts.t('alert.budget'),
      `${texts.moneyInBoth(alert.limitNanoUsd)} (${texts.t(`mode.${alert.mode}`)})`,
    ),
    field(texts.t('alert.remaining'), texts.moneyInBoth(alert.remainingNanoUsd)),
    field(texts.t('alert.percent'), texts.percent(alert.usedPercent)),
    field(texts.t('alert.resets'), discordTime(alert.resetsAtMs)),
  ]
}
