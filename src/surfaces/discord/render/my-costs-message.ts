import { type BudgetStatus, remainderNanoUsd } from '../../../ledger/budget-limit.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import type { CostReport } from '../../../report/cost-report.ts'
import type { OutgoingMessage } from '../message.ts'
import { usedPercentOf, worstColor } from './budget-lines.ts'
import { composeCards } from './card.ts'
import { moreOf } from './labels.ts'
import { bar, discordTime, sparkline } from './look.ts'

/** A member's own costs: the report of the user's last 30 days, with the user's budgets. */
export function myCostsMessage(
  report: CostReport,
  texts: Texts,
  { allTimeNanoUsd }: { readonly allTimeNanoUsd?: NanoUsd } = {},
): OutgoingMessage {
  const { totals, local, workflows, averagePerWorkflowNanoUsd, days, budgets, timeZone } = report
  const daily = budgets.find(({ period }) => period === 'day')
  const today = days.at(-1)
  const field = (name: string, text: string) => ({ name, lines: [text], inline: true })
  const { cards } = composeCards(
    [
      {
        color: worstColor(budgets),
        title: `👛 ${texts.t('costs.title')}`,
        lines:
          totals.calls + local.calls === 0 && totals.costNanoUsd === 0n
            ? [texts.t('costs.nothing')]
            : [`\`${sparkline(days.map(({ costNanoUsd }) => costNanoUsd))}\``],
        fields: [
          field(texts.t('costs.total'), `**${texts.moneyInBoth(totals.costNanoUsd, 'three')}**`),
          ...(allTimeNanoUsd === undefined
            ? []
            : [field(texts.t('costs.allTime'), texts.moneyInBoth(allTimeNanoUsd, 'three'))]),
          ...(workflows === undefined ? [] : [field(texts.t('costs.runs'), texts.number(workflows))]),
          ...(averagePerWorkflowNanoUsd === undefined
            ? []
            : [field(texts.t('costs.average'), texts.money(averagePerWorkflowNanoUsd, 'three'))]),
          ...(today ? [field(texts.t('costs.today'), texts.money(today.costNanoUsd, 'three'))] : []),
          { name: texts.t('costs.dailyLimit'), lines: dailyLines(daily, texts) },
        ],
        footer: texts.t('report.timeZone', { timeZone }),
      },
    ],
    moreOf(texts),
  )
  return { cards }
}

function dailyLines(daily: BudgetStatus | undefined, texts: Texts): readonly string[] {
  if (!daily?.budget) return [texts.t('costs.noDailyLimit')]
  const percent = usedPercentOf(daily) ?? 0
  return [
    `${bar(percent)} **${texts.percent(percent)}**`,
    texts.t('costs.leftToday', {
      left: texts.moneyInBoth(remainderNanoUsd(daily) ?? 0n),
      limit: texts.moneyInBoth(daily.budget.limitNanoUsd),
      reset: discordTime(daily.resetsAtMs),
    }),
  ]
}
