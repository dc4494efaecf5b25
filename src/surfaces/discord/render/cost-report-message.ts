import { daysText } from '../../../locales/days-text.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { CostReport } from '../../../report/cost-report.ts'
import type { Forecast } from '../../../report/forecast.ts'
import type { OutgoingFile, OutgoingMessage } from '../message.ts'
import { shortBudgetLine, worstColor } from './budget-lines.ts'
import { type Row, rowsPhoneLines } from './buttons.ts'
import { composeCards, type FieldPlan } from './card.ts'
import { forecastLine } from './forecast-line.ts'
import { moreOf, subjectLabel } from './labels.ts'
import { longestOnPhone } from './phone-lines.ts'
import { figureFields } from './report-figures.ts'
import {
  breakdownLines,
  dayLines,
  type ReadPart,
  type ReportGrouping,
  type RunCosts,
  type Spender,
  spenderLines,
} from './report-lines.ts'
import { safeLine } from './safe-text.ts'

/** A picture and what it shows, for those who do not see it. */
export interface Picture extends OutgoingFile {
  readonly description: string
}

export interface CostReportOptions {
  readonly by: ReportGrouping
  /** As Discord names the server or user of the report, where that is known. Not escaped yet. */
  readonly displayName?: string | undefined
  /** Users, dearest first. */
  readonly topMembers?: readonly Spender[]
  /** Tenants, dearest first: for a report of the whole bot. */
  readonly topServers?: readonly Spender[]
  /** Dearest first: for a grouping of which the books keep no sums. */
  readonly parts?: readonly ReadPart[]
  /** For a report by depth. */
  readonly runs?: RunCosts | undefined
  readonly forecast?: Forecast | undefined
  /** Buttons and menus: the surface that handles them makes them. */
  readonly components?: readonly Row[]
  /** A picture of the days instead of bars. */
  readonly chart?: Picture | undefined
}

const spendersShown = 3

/** How much was spent in a range, of how much, who and on what: a screen and a half of a phone. */
export function costReportMessage(
  report: CostReport,
  options: CostReportOptions,
  texts: Texts,
): OutgoingMessage {
  const { totals, local, range, timeZone, budgets, subject } = report
  const { by, chart, components = [], displayName } = options
  const name = subjectLabel(subject, texts, displayName, true)
  const isEmpty = totals.calls + local.calls === 0 && totals.failedCalls === 0 && totals.costNanoUsd === 0n
  const { cards } = composeCards(
    [
      {
        color: worstColor(budgets),
        above: `${daysText(range, timeZone, texts)} · ${safeLine(timeZone, 60)}`,
        title: `📊 ${subject.kind === 'bot' ? texts.t('report.titleAll') : texts.t('report.title', { subject: name })}`,
        lines: isEmpty ? [texts.t('report.nothing')] : totalLines(report, options, texts),
        fields: [
          ...(by === 'figures' ? figureFields(report, texts) : []),
          ...(by === 'figures' || !isEmpty ? [] : failureFields(report, texts)),
          {
            name: `💰 ${texts.t('report.budgets')}`,
            lines: budgets.map((status) => shortBudgetLine(status, texts)),
            isNeeded: true,
            maxPhoneLines: 10,
          },
          {
            name: texts.t(`report.by.${by}`),
            lines: isEmpty || by === 'figures' ? [] : breakdownLines(report, options, texts),
            maxPhoneLines: 12,
          },
          ...(chart || by === 'day' ? [] : [daysField(report, texts)]),
          ...spenderFields(options, texts),
        ],
        picture: chart,
      },
    ],
    moreOf(texts),
    { maxPhoneLines: longestOnPhone.report - rowsPhoneLines(components) },
  )
  return { cards, components, ...(chart && { files: [chart] }) }
}

/** The total first, then what it was spent on; what is not certain and what has failed only where there is something. */
function totalLines(report: CostReport, { forecast }: CostReportOptions, texts: Texts): readonly string[] {
  const { totals, local, timeZone, workflows, averagePerWorkflowNanoUsd, uncertainNanoUsd } = report
  const facts = [
    workflows !== undefined && texts.t('common.runs', { count: workflows }),
    averagePerWorkflowNanoUsd !== undefined &&
      texts.t('report.perRun', { amount: texts.money(averagePerWorkflowNanoUsd, 'three') }),
    texts.t('common.calls', { count: totals.calls }),
    local.calls > 0 && texts.t('cost.localCalls', { count: local.calls }),
  ]
  const asides = [
    forecast && forecastLine(forecast, timeZone, texts),
    uncertainNanoUsd > 0n && texts.t('report.uncertain', { amount: texts.money(uncertainNanoUsd, 'three') }),
    failuresOf(report, texts),
  ].filter(Boolean)
  return [
    `**${texts.moneyInBoth(totals.costNanoUsd, 'three')}** · ${facts.filter(Boolean).join(' · ')}`,
    ...(asides.length > 0 ? [`-# ${asides.join(' · ')}`] : []),
  ]
}

function failuresOf({ totals, workflows = 0, failedWorkflows = 0 }: CostReport, texts: Texts): string {
  return [
    totals.failedCalls > 0 && texts.t('report.callsFailed', { failed: totals.failedCalls }),
    failedWorkflows > 0 && texts.t('report.runsFailed', { failed: failedWorkflows, all: workflows }),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Runs may fail before they come to a call. */
function failureFields(report: CostReport, texts: Texts): readonly FieldPlan[] {
  const failures = failuresOf(report, texts)
  return [{ name: texts.t('report.success'), lines: failures === '' ? [] : [failures], inline: true }]
}

function daysField(report: CostReport, texts: Texts): FieldPlan {
  return { name: texts.t('report.days'), lines: dayLines(report, texts), maxPhoneLines: 9 }
}

function spenderFields(
  { by, topMembers = [], topServers = [] }: CostReportOptions,
  texts: Texts,
): readonly FieldPlan[] {
  const field = (key: 'report.topMembers' | 'report.topServers', spenders: readonly Spender[]) => ({
    name: texts.t(key),
    lines: spenderLines(spenders.slice(0, spendersShown), texts),
  })
  return [
    ...(by === 'member' ? [] : [field('report.topMembers', topMembers)]),
    ...(by === 'server' ? [] : [field('report.topServers', topServers)]),
  ]
}
