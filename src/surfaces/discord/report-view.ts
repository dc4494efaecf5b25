import type { Client } from 'discord.js'
import type { Logger } from 'pino'
import type { Autointel } from '../../app/open-autointel.ts'
import { bookedSubject, type Subject, userSubject } from '../../ledger/subject.ts'
import type { SummaryFilter, TimeRange, Totals } from '../../ledger/summary.ts'
import type { Texts } from '../../locales/texts.ts'
import type { CostReport } from '../../report/cost-report.ts'
import { depthLimits } from '../../report/depth-limits.ts'
import { nextRange, periodRange, previousRange } from '../../report/period-range.ts'
import { costReport } from '../../report/read-cost-report.ts'
import { readForecast } from '../../report/read-forecast.ts'
import { readUseDetails } from '../../report/read-use-details.ts'
import { readUseRows } from '../../report/read-use-rows.ts'
import { drawChart } from './chart/draw-chart.ts'
import { discordName } from './chosen-subject.ts'
import type { OutgoingMessage } from './message.ts'
import { buttonRow, menuRow, type Row } from './render/buttons.ts'
import { type CostReportOptions, costReportMessage } from './render/cost-report-message.ts'
import { type ReportGrouping, readGroupings, reportGroupings, type Spender } from './render/report-lines.ts'
import { exportId, type ReportState, reportId } from './report-state.ts'

/** How many members and servers are listed. */
const mostSpenders = 10

type Books = Pick<Autointel, 'ledger' | 'workflows'>

/** The report of a subject as the ledger has it now, for a period around `atMs`. */
export async function readReport(
  { ledger, workflows }: Books,
  { subject, period, atMs }: Omit<ReportState, 'by'>,
  nowMs: number,
): Promise<CostReport> {
  const timeZone = await ledger.timeZone(subject)
  const countRuns = ({ tenant, user }: SummaryFilter, sinceMs: number, state: 'failed' | undefined) =>
    workflows.countRuns({ sinceMs, state, ...(tenant && { tenant }), ...(user && { user }) })
  return costReport(ledger, {
    ...filterOf(subject),
    period,
    nowMs,
    range: periodRange(period, atMs, timeZone),
    countWorkflows: async ({ fromMs, toMs }, filter, state) =>
      (await countRuns(filter, fromMs, state)) - (await countRuns(filter, toMs, state)),
  })
}

export interface ReportViewOptions {
  readonly books: Books & Pick<Autointel, 'workers' | 'config'>
  readonly client: Client
  readonly nowMs: number
  readonly texts: Texts
  readonly log: Logger
}

/** The message of a report, with what pages through it. */
export async function reportMessage(
  state: ReportState,
  { books, client, nowMs, texts, log }: ReportViewOptions,
): Promise<OutgoingMessage> {
  const { ledger } = books
  const report = await readReport(books, state, nowMs)
  const { range, subject } = report
  const filter = filterOf(subject)
  const spenders = (totals: ReadonlyMap<string, Totals>, of: (name: string) => Subject): readonly Spender[] =>
    [...totals].map(([name, { costNanoUsd }]) => {
      const spender = of(name)
      return { subject: spender, displayName: discordName(client, spender), costNanoUsd }
    })
  const options = {
    by: state.by,
    displayName: discordName(client, subject),
    topMembers: filter.user ? [] : spenders(await ledger.topUsers(range, filter, mostSpenders), userSubject),
    topServers:
      subject.kind === 'bot' ? spenders(await ledger.topTenants(range, mostSpenders), bookedSubject) : [],
    ...(await readParts(state.by, report, books)),
    forecast: isNow(range, nowMs) ? await readForecast(books, subject, nowMs) : undefined,
    components: controlsOf(state, report, nowMs, texts),
    chart: await drawChart(report, { workers: books.workers, texts, log }),
  }
  return costReportMessage(report, options, texts)
}

/** What only the entries tell, for the groupings that show it. */
async function readParts(
  by: ReportGrouping,
  { range, timeZone, subject }: CostReport,
  { ledger, config }: Pick<Autointel, 'ledger' | 'config'>,
): Promise<Pick<CostReportOptions, 'parts' | 'runs'>> {
  const filter = filterOf(subject)
  if (by === 'depth') {
    const { depths } = await readUseDetails(ledger, range, filter)
    return { runs: { depths, limits: depthLimits(config.depthTiers) } }
  }
  const dimension = readGroupings.find((known) => known === by)
  if (!dimension) return {}
  const request = { ...filter, kind: 'summary', range, timeZone, by: dimension } as const
  const { rows } = await readUseRows(ledger, request)
  return {
    parts: rows.map(({ group = '', totals }) => ({ name: group, costNanoUsd: totals.costNanoUsd })),
  }
}

function filterOf(subject: Subject): SummaryFilter {
  switch (subject.kind) {
    case 'bot':
      return {}
    case 'user':
      return { user: subject.user }
    case 'tenant':
      return { tenant: subject.name }
    default:
      return subject satisfies never
  }
}

function isNow({ fromMs, toMs }: TimeRange, nowMs: number): boolean {
  return fromMs <= nowMs && nowMs < toMs
}

/** Buttons for the periods before and after and for the export, and a menu of groupings. */
export function controlsOf(
  state: ReportState,
  { range, timeZone, subject }: CostReport,
  nowMs: number,
  texts: Texts,
): readonly Row[] {
  const { period, by } = state
  const before = previousRange(period, range, timeZone)
  const after = nextRange(period, range, timeZone)
  const lastMoment = ({ toMs }: TimeRange) => toMs - 1
  const here = { ...state, atMs: lastMoment(range) }
  const groupings = reportGroupings.filter((grouping) => grouping !== 'server' || subject.kind === 'bot')
  return [
    ...buttonRow([
      {
        label: texts.t('report.previous'),
        does: reportId({ ...state, atMs: lastMoment(before) }),
        emoji: '◀️',
      },
      {
        label: texts.t('report.next'),
        does: reportId({ ...state, atMs: lastMoment(after) }),
        emoji: '▶️',
        isDisabled: after.fromMs > nowMs,
      },
      { label: texts.t('report.export'), does: exportId(here), emoji: '📄' },
      // Of the whole bot, whose report owners alone see.
      subject.kind === 'bot'
        ? { label: texts.t('savings.button'), does: ['savings', subject.name] as const, emoji: '💡' }
        : undefined,
    ]),
    ...menuRow({
      placeholder: texts.t('report.groupBy'),
      does: reportId({ subject, period, atMs: here.atMs }),
      options: groupings.map((grouping) => ({
        value: grouping,
        label: texts.t(`report.by.${grouping}`),
        isChosen: grouping === by,
      })),
    }),
  ]
}
