import { type BudgetStatus, remainderNanoUsd } from '../../../ledger/budget-limit.ts'
import type { Texts } from '../../../locales/texts.ts'
import { percentUsed } from '../../../money/format.ts'
import { bar, budgetColor, type Color, colors, discordTime } from './look.ts'

/** One period of a subject: its bar, then spend and remainder, then reset and where the limit comes from. */
export function budgetLine(status: BudgetStatus, texts: Texts): string {
  const { period, budget, spentNanoUsd, heldNanoUsd, resetsAtMs } = status
  const name = `**${texts.t(`period.${period}`)}**`
  const reset = texts.t('budget.resets', { reset: discordTime(resetsAtMs) })
  if (!budget) {
    const spent = texts.t('budget.spentWithoutLimit', { spent: texts.moneyInBoth(spentNanoUsd) })
    return `${name} · ${spent} · ${reset}`
  }
  const percent = usedPercentOf(status) ?? 0
  const details = [
    texts.t('budget.spentOf', {
      spent: texts.moneyInBoth(spentNanoUsd),
      limit: texts.moneyInBoth(budget.limitNanoUsd),
    }),
    texts.t('budget.remaining', { left: texts.money(remainderNanoUsd(status) ?? 0n) }),
    heldNanoUsd > 0n && texts.t('budget.held', { held: texts.money(heldNanoUsd) }),
  ]
  const kind = [
    reset,
    budget.mode === 'soft' && texts.t('mode.soft'),
    texts.t(`budget.origin.${budget.origin}`),
  ]
  return [
    `${name} ${bar(percent)} **${texts.percent(percent)}**`,
    details.filter(Boolean).join(' · '),
    `-# ${kind.filter(Boolean).join(' · ')}`,
  ].join('\n')
}

/** The same on a line or two of a phone: name, bar, spend of how much, and reset. */
export function shortBudgetLine(status: BudgetStatus, texts: Texts): string {
  const { period, budget, spentNanoUsd, resetsAtMs } = status
  if (!budget) return budgetLine(status, texts)
  const percent = usedPercentOf(status) ?? 0
  const spent = texts.t('budget.spentOf', {
    spent: texts.money(spentNanoUsd),
    limit: texts.money(budget.limitNanoUsd),
  })
  const rest = [
    spent,
    texts.t('budget.resets', { reset: discordTime(resetsAtMs) }),
    budget.mode === 'soft' && texts.t('mode.soft'),
  ]
  return [
    `**${texts.t(`period.${period}`)}** ${bar(percent)} **${texts.percent(percent)}**`,
    `-# ${rest.filter(Boolean).join(' · ')}`,
  ].join('\n')
}

/** Of the limit, what is spent; one decimal. Undefined when nothing limits. */
export function usedPercentOf({ budget, spentNanoUsd }: BudgetStatus): number | undefined {
  if (!budget) return undefined
  // Corrections of an earlier period may leave a negative spend.
  return percentUsed(spentNanoUsd > 0n ? spentNanoUsd : 0n, budget.limitNanoUsd, 1)
}

/** The colour of the most used budget. */
export function worstColor(statuses: readonly BudgetStatus[]): Color {
  const used = statuses.map(usedPercentOf).filter((percent) => percent !== undefined)
  return used.length === 0 ? colors.running : budgetColor(Math.max(...used))
}
