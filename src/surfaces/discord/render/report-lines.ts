import type { Subject } from '../../../ledger/subject.ts'
import { summaryDimensions } from '../../../ledger/summary.ts'
import type { Texts } from '../../../locales/texts.ts'
import { percentUsed } from '../../../money/format.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import type { CostReport, ReportRow } from '../../../report/cost-report.ts'
import type { DepthLimits } from '../../../report/depth-limits.ts'
import type { DepthUse } from '../../../report/read-use-details.ts'
import { sourceTypes } from '../../../sources/source.ts'
import { breakdownLabel, subjectLabel } from './labels.ts'
import { bar, sparkline } from './look.ts'
import { safeCode } from './safe-text.ts'

/** Of which the books keep no sums: every entry is read for them. */
export const readGroupings = ['served-model', 'source-kind'] as const

export const reportGroupings = [
  ...summaryDimensions,
  ...readGroupings,
  'member',
  'server',
  'day',
  'figures',
] as const
/** What a report is grouped by; `figures`: nothing, but all that it counts. */
export type ReportGrouping = (typeof reportGroupings)[number]

/** A part of a report that was read from the entries. */
export interface ReadPart {
  readonly name: string
  readonly costNanoUsd: NanoUsd
}

/** What runs of each depth cost, and may cost at most. */
export interface RunCosts {
  readonly depths: readonly DepthUse[]
  readonly limits: DepthLimits
}

/** Someone who has spent money, out of a list of the dearest. */
export interface Spender {
  readonly subject: Subject
  /** As Discord names it, where that is known. Not escaped yet. */
  readonly displayName?: string | undefined
  readonly costNanoUsd: NanoUsd
}

/** Short enough for name and amount beside it on a phone. */
const barWidth = 5
/** Days beyond which bars give way to one line of columns. */
const barDays = 14

/** A line with a bar for each part of the report's total. */
export function breakdownLines(
  report: CostReport,
  {
    by,
    topMembers = [],
    topServers = [],
    parts = [],
    runs,
  }: {
    readonly by: ReportGrouping
    readonly topMembers?: readonly Spender[]
    readonly topServers?: readonly Spender[]
    readonly parts?: readonly ReadPart[]
    readonly runs?: RunCosts | undefined
  },
  texts: Texts,
): readonly string[] {
  switch (by) {
    case 'member':
      return spenderLines(topMembers, texts, { total: report.totals.costNanoUsd })
    case 'server':
      return spenderLines(topServers, texts, { total: report.totals.costNanoUsd })
    case 'day':
      return dayLines(report, texts)
    case 'figures':
      return []
    case 'served-model':
    case 'source-kind':
      return parts.filter(isTold).map((part) => {
        const sharePercent = percentUsed(part.costNanoUsd, report.totals.costNanoUsd, 1)
        return rowLine({ ...part, sharePercent }, readLabel(by, part.name, texts), texts)
      })
    case 'depth':
      return report.by.depth
        .filter(isTold)
        .flatMap((row) => [
          rowLine(row, breakdownLabel(by, row.name, texts, 60), texts),
          ...runLines(row.name, runs, texts),
        ])
    case 'task':
    case 'model':
    case 'provider':
    case 'operation':
      return report.by[by]
        .filter(isTold)
        .map((row) => rowLine(row, breakdownLabel(by, row.name, texts, 60), texts))
    default:
      return by satisfies never
  }
}

/** What a run of the depth usually costs, of what it may cost at most. */
function runLines(depth: string, runs: RunCosts | undefined, texts: Texts): readonly string[] {
  const use = runs?.depths.find((known) => known.depth === depth)
  const limit = runs?.limits.get(depth)
  if (!use || limit === undefined) return []
  const money = (amount: NanoUsd) => texts.money(amount, 'readable')
  const values = {
    usual: money(use.usualNanoUsd),
    median: money(use.medianNanoUsd),
    p90: money(use.p90NanoUsd),
    limit: money(limit),
  }
  return [`-# ${texts.t('report.runCosts', values)}`]
}

function readLabel(by: (typeof readGroupings)[number], name: string, texts: Texts): string {
  if (by === 'served-model') return safeCode(name, 60)
  const type = sourceTypes.find((known) => known === name)
  return type ? texts.t(`sourceType.${type}`) : texts.t('report.beforeRead')
}

/** What has cost nothing is told only where it is all there is. */
function isTold({ costNanoUsd }: ReadPart, _: number, rows: readonly ReadPart[]): boolean {
  return costNanoUsd !== 0n || rows.every((row) => row.costNanoUsd === 0n)
}

function rowLine(
  { sharePercent, costNanoUsd }: Pick<ReportRow, 'sharePercent' | 'costNanoUsd'>,
  label: string,
  texts: Texts,
): string {
  return `${bar(sharePercent, barWidth)} **${label}** · ${texts.money(costNanoUsd, 'three')} · ${texts.percent(sharePercent)}`
}

/** Who has spent how much; with `total`, also which share of it. */
export function spenderLines(
  spenders: readonly Spender[],
  texts: Texts,
  { total, style = 'three' }: { readonly total?: NanoUsd; readonly style?: 'short' | 'three' } = {},
): readonly string[] {
  return spenders.map(({ subject, displayName, costNanoUsd }, index) => {
    const name = subjectLabel(subject, texts, displayName)
    const amount = texts.money(costNanoUsd, style)
    if (total === undefined || total <= 0n || costNanoUsd < 0n) return `${index + 1}. ${name} · ${amount}`
    const share = percentUsed(costNanoUsd, total, 1)
    return `${bar(share, barWidth)} ${name} · ${amount} · ${texts.percent(share)}`
  })
}

/** A bar for each day against the dearest, or one line of columns for many days. None while nothing was spent. */
export function dayLines(
  { days, timeZone }: Pick<CostReport, 'days' | 'timeZone'>,
  texts: Texts,
): readonly string[] {
  const greatest = days.reduce((most, day) => (day.costNanoUsd > most ? day.costNanoUsd : most), 0n)
  if (greatest <= 0n) return []
  if (days.length > barDays) return [`\`${sparkline(days.map(({ costNanoUsd }) => costNanoUsd))}\``]
  const label = new Intl.DateTimeFormat(texts.locale, { day: '2-digit', month: 'short', timeZone })
  return days.map(({ fromMs, costNanoUsd }) => {
    const percent = Number((costNanoUsd * 1000n) / greatest) / 10
    return `\`${label.format(fromMs)}\` ${bar(percent)} ${texts.money(costNanoUsd)}`
  })
}
