import { type BudgetChange, type BudgetStatus, remainderNanoUsd } from '../../../ledger/budget-limit.ts'
import type { Subject } from '../../../ledger/subject.ts'
import type { TimeZoneChange } from '../../../ledger/time-zone.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import type { OutgoingMessage } from '../message.ts'
import { budgetLine, usedPercentOf, worstColor } from './budget-lines.ts'
import { buttonRow } from './buttons.ts'
import { composeCards } from './card.ts'
import { moreOf, subjectLabel } from './labels.ts'
import { bar, colors, discordTime } from './look.ts'
import { safeCode, safeLine, userMention } from './safe-text.ts'

/** Who the budgets bind, and how Discord names it, where that is known. */
interface NamedSubject {
  readonly subject: Subject
  readonly displayName?: string | undefined
}

export interface BudgetView extends NamedSubject {
  readonly statuses: readonly BudgetStatus[]
  /** The reader may set the limits. */
  readonly canRaise: boolean
}

/** All budgets of a subject with bars; for those who may, buttons that raise them. */
export function budgetViewMessage(view: BudgetView, texts: Texts): OutgoingMessage {
  const { subject, displayName, statuses, canRaise } = view
  const name = subjectLabel(subject, texts, displayName, true)
  const timeZone = statuses[0]?.timeZone
  const { cards } = composeCards(
    [
      {
        color: worstColor(statuses),
        title: `💰 ${texts.t('budget.viewTitle', { subject: name })}`,
        lines: statuses.map((status) => budgetLine(status, texts)),
        footer: timeZone && texts.t('report.timeZone', { timeZone }),
      },
    ],
    moreOf(texts),
  )
  const raise = statuses.map(({ period }) => ({
    label: texts.t(`budgetName.${period}`),
    does: ['raise', subject.name, period] as const,
    emoji: '✏️',
  }))
  return { cards, components: canRaise ? buttonRow(raise) : [] }
}

export interface BudgetSet extends NamedSubject {
  readonly change: BudgetChange
  /** As the changed period stands now. */
  readonly status: BudgetStatus
}

/** A limit was set or taken away: before and now, and what that leaves. */
export function budgetSetMessage(
  { subject, displayName, change, status }: BudgetSet,
  texts: Texts,
): OutgoingMessage {
  const { period, limitNanoUsd, previousLimitNanoUsd } = change
  const left = remainderNanoUsd(status)
  const percent = usedPercentOf(status)
  const warning = warningOf(status, texts)
  const field = (name: string, text: string) => ({ name, lines: [text], inline: true })
  const { cards } = composeCards(
    [
      {
        color: warning ? colors.caution : colors.good,
        title: `✅ ${texts.t(limitNanoUsd === undefined ? 'budget.unsetTitle' : 'budget.setTitle')}`,
        lines: [
          `${subjectLabel(subject, texts, displayName)} · **${texts.t(`budgetName.${period}`)}**`,
          ...(percent === undefined ? [] : [`${bar(percent)} **${texts.percent(percent)}**`]),
          ...(warning ? [`⚠️ ${warning}`] : []),
        ],
        fields: [
          field(texts.t('budget.oldLimit'), changedLimit(previousLimitNanoUsd, subject, texts)),
          field(texts.t('budget.newLimit'), `**${limitText(status.budget?.limitNanoUsd, texts)}**`),
          ...(status.budget
            ? [
                field(
                  texts.t('budget.mode'),
                  `${texts.t(`mode.${status.budget.mode}`)}: ${texts.t(`modeMeaning.${status.budget.mode}`)}`,
                ),
              ]
            : []),
          field(texts.t('budget.spent'), texts.moneyInBoth(status.spentNanoUsd)),
          field(
            texts.t('budget.left'),
            left === undefined ? texts.t('budget.noLimit') : texts.moneyInBoth(left),
          ),
          field(texts.t('budget.resetsField'), discordTime(status.resetsAtMs)),
        ],
        footer: texts.t('budget.thresholdsReset'),
      },
    ],
    moreOf(texts),
  )
  return { cards }
}

export interface BudgetHistory extends NamedSubject {
  /** Newest first. */
  readonly changes: readonly (BudgetChange | TimeZoneChange)[]
}

/** Who changed which limit or the time zone, and when. */
export function budgetHistoryMessage(
  { subject, displayName, changes }: BudgetHistory,
  texts: Texts,
): OutgoingMessage {
  const lines = changes.map((change) => {
    const made = { when: discordTime(change.atMs, 'f'), by: authorOf(change.by, texts) }
    if ('timeZone' in change) {
      const zones = { before: safeCode(change.previousTimeZone, 60), after: safeCode(change.timeZone, 60) }
      return texts.t('budget.historyTimeZone', { ...made, ...zones })
    }
    const values = {
      ...made,
      period: texts.t(`period.${change.period}`),
      before: changedLimit(change.previousLimitNanoUsd, subject, texts),
      after: `**${changedLimit(change.limitNanoUsd, subject, texts)}**`,
    }
    return change.limitNanoUsd === undefined
      ? texts.t('budget.historyUnset', values)
      : texts.t('budget.historyLine', { ...values, mode: texts.t(`mode.${change.mode}`) })
  })
  const name = subjectLabel(subject, texts, displayName, true)
  const { cards } = composeCards(
    [
      {
        color: colors.running,
        title: `📜 ${texts.t('budget.historyTitle', { subject: name })}`,
        lines: lines.length > 0 ? lines : [texts.t('budget.historyEmpty')],
      },
    ],
    moreOf(texts),
  )
  return { cards }
}

/** What the new limit means for runs from now on, where it lets none of the paid ones through. */
function warningOf({ budget, spentNanoUsd }: BudgetStatus, texts: Texts): string | undefined {
  if (budget?.mode !== 'hard' || spentNanoUsd < budget.limitNanoUsd) return undefined
  return texts.t(budget.limitNanoUsd === 0n ? 'budget.onlyFree' : 'budget.alreadyOver')
}

/** A limit of the history: where a tenant has none of its own, the default holds. */
function changedLimit(limit: NanoUsd | undefined, subject: Subject, texts: Texts): string {
  const hasDefault = subject.kind === 'tenant' && subject.place !== 'default'
  return limit === undefined && hasDefault ? texts.t('budget.byDefault') : limitText(limit, texts)
}

function limitText(limit: NanoUsd | undefined, texts: Texts): string {
  return limit === undefined ? texts.t('budget.noLimit') : texts.moneyInBoth(limit)
}

/** A user, with or without the subject's prefix, or another part of the program. */
function authorOf(by: string, texts: Texts): string {
  const id = by.replace(/^(user|manager)_/, '')
  if (/^\d+$/.test(id)) return userMention(id)
  return by === 'config' ? texts.t('budget.byConfiguration') : safeLine(by, 60)
}
