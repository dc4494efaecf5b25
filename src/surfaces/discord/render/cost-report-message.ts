import type { APIActionRowComponent, APIComponentInMessageActionRow } from 'discord.js'
import { daysText } from '../../../locales/days-text.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { CostReport } from '../../../report/cost-report.ts'
import type { Forecast } from '../../../report/forecast.ts'
import type { OutgoingFile, OutgoingMessage } from '../message.ts'
import { budgetLine, worstColor } from './budget-lines.ts'
import { composeCards, type FieldPlan } from './card.ts'
import { moreOf, subjectLabel } from './labels.ts'
import { breakdownLines, dayLines, type ReportGrouping, type Spender, spenderLines } from './report-lines.ts'

export interface CostReportOptions {
  readonly by: ReportGrouping
  /** As Discord names the server or user of the report, where that is known. Not escaped yet. */
  readonly displayName?: string | undefined
  /** Users, dearest first. */
  readonly topMembers?: readonly Spender[]
  /** Tenants, dearest first: for a report of the whole bot. */
  readonly topServers?: readonly Spender[]
  readonly forecast?: Forecast | undefined
  /** Buttons and menus: the surface that handles them makes them. */
  readonly components?: readonly APIActionRowComponent<APIComponentInMessageActionRow>[]
  /** A picture of the days instead of bars. */
  readonly chart?: OutgoingFile | undefined
}

/** What was spent in a range, on what and by whom, and how the budgets stand. */
export function costReportMessage(
  report: CostReport,
  options: CostReportOptions,
  texts: Texts,
): OutgoingMessage {
  const { totals, range, timeZone, budgets, subject } = report
  const { chart, components, topMembers = [], topServers = [], displayName } = options
  const name = subjectLabel(subject, texts, displayName, true)
  const isEmpty = totals.calls === 0 && totals.failedCalls === 0 && totals.costNanoUsd === 0n
  const { cards } = composeCards(
    [
      {
        color: worstColor(budgets),
        title: `📊 ${subject.kind === 'bot' ? texts.t('report.titleAll') : texts.t('report.title', { subject: name })}`,
        lines: [
          daysText(range, timeZone, texts),
          ...(isEmpty ? [texts.t('report.nothing')] : []),
          ...forecastLines(options.forecast, texts),
        ],
        fields: [
          ...(isEmpty ? [successField(report, texts)] : figureFields(report, texts)),
          {
            name: texts.t(`report.by.${options.by}`),
            lines: isEmpty ? [] : breakdownLines(report, options, texts),
          },
          {
            name: `💰 ${texts.t('report.budgets')}`,
            lines: budgets.map((status) => budgetLine(status, texts)),
          },
          ...(chart || options.by === 'day'
            ? []
            : [{ name: texts.t('report.days'), lines: dayLines(report, texts) }]),
          ...(options.by === 'member' ? [] : [spendersField('report.topMembers', topMembers, texts)]),
          ...(options.by === 'server' ? [] : [spendersField('report.topServers', topServers, texts)]),
        ],
        footer: texts.t('report.timeZone', { timeZone }),
        picture: chart && { name: chart.name, description: '' },
      },
    ],
    moreOf(texts),
  )
  return { cards, ...(components && { components }), ...(chart && { files: [chart] }) }
}

function figureFields(report: CostReport, texts: Texts): readonly FieldPlan[] {
  const { totals, averagePerOperationNanoUsd, averagePerWorkflowNanoUsd, workflows } = report
  const field = (name: string, lines: readonly string[]) => ({ name, lines, inline: true })
  return [
    field(texts.t('report.total'), [`**${texts.moneyInBoth(totals.costNanoUsd, 'three')}**`]),
    field(texts.t('report.operations'), [
      texts.number(totals.calls),
      ...(workflows === undefined ? [] : [texts.t('common.runs', { count: workflows })]),
    ]),
    field(texts.t('report.average'), [
      ...(averagePerOperationNanoUsd === undefined
        ? []
        : [texts.t('report.perOperation', { amount: texts.money(averagePerOperationNanoUsd, 'four') })]),
      ...(averagePerWorkflowNanoUsd === undefined
        ? []
        : [texts.t('report.perRun', { amount: texts.money(averagePerWorkflowNanoUsd, 'three') })]),
    ]),
    field(texts.t('report.tokens'), [
      texts.number(report.tokens),
      texts.t('report.tokensInOut', { input: totals.inputTokens, output: totals.outputTokens }),
    ]),
    successField(report, texts),
    field(texts.t('report.certainty'), [
      texts.t('report.confirmed', { amount: texts.money(report.confirmedNanoUsd, 'three') }),
      texts.t('report.uncertain', { amount: texts.money(report.uncertainNanoUsd, 'three') }),
    ]),
  ]
}

/** Of calls, and of runs: a run may fail before it comes to a call. */
function successField(
  { totals, successPercent, workflows = 0, failedWorkflows = 0 }: CostReport,
  texts: Texts,
): FieldPlan {
  const ofCalls = successPercent !== undefined && {
    percent: texts.percent(successPercent),
    failed: totals.failedCalls,
  }
  const lines = [
    ...(ofCalls ? [texts.t('report.callsServed', ofCalls)] : []),
    ...(failedWorkflows > 0
      ? [texts.t('report.runsFailed', { failed: failedWorkflows, all: workflows })]
      : []),
  ]
  return { name: texts.t('report.success'), lines, inline: true }
}

function forecastLines(forecast: Forecast | undefined, texts: Texts): readonly string[] {
  if (forecast?.kind !== 'projected') return []
  return [`-# ${texts.t('report.forecast', { amount: texts.moneyInBoth(forecast.projectedNanoUsd) })}`]
}

function spendersField(
  name: 'report.topMembers' | 'report.topServers',
  spenders: readonly Spender[],
  texts: Texts,
): FieldPlan {
  return { name: texts.t(name), lines: spenderLines(spenders, texts).slice(0, 5) }
}
