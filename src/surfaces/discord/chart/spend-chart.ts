import type { Texts } from '../../../locales/texts.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import type { CostReport } from '../../../report/cost-report.ts'

/** In pixels, twice as many as a phone shows; about as wide as Discord shows a picture at all. */
export const chartSize = { width: 880, height: 360 } as const
/** What draws the chart has this font and no other. */
const chartFont = 'DejaVu Sans'

const plot = { left: 104, right: 828, top: 44, bottom: 308 } as const
const dayLabelsAtMost = 7
/** Discord's own dark panel with its text: it stands out from a light background and fits into a dark one. */
const ink = {
  panel: '#2b2d31',
  text: '#dbdee1',
  quiet: '#949ba4',
  line: '#3f4147',
  bar: '#5865f2',
  over: '#ed4245',
  limit: '#faa61a',
} as const

export type ChartedReport = Pick<CostReport, 'days' | 'timeZone' | 'budgets'>

/** Whether the days of a report say more as a picture than as a number. */
export function isWorthAChart({ days }: Pick<CostReport, 'days'>): boolean {
  return days.length > 1 && days.some(({ costNanoUsd }) => costNanoUsd > 0n)
}

/** What was spent each day as columns, with the daily limit where it is near enough to tell something. An SVG picture. */
export function spendChart({ days, timeZone, budgets }: ChartedReport, texts: Texts): string {
  const greatest = days.reduce((most, { costNanoUsd }) => (costNanoUsd > most ? costNanoUsd : most), 0n)
  const daily = budgets.find(({ period }) => period === 'day')?.budget?.limitNanoUsd
  // A limit far above the columns would press them flat.
  const limit = daily !== undefined && daily > 0n && daily <= greatest * 3n ? daily : undefined
  const step = roundStep(limit !== undefined && limit > greatest ? limit : greatest)
  const top = step * 4n
  const heightOf = (amount: NanoUsd) =>
    amount <= 0n ? 0 : (Number((amount * 10_000n) / top) / 10_000) * (plot.bottom - plot.top)
  const slot = (plot.right - plot.left) / days.length
  const width = Math.min(64, slot * 0.7)
  const dayLabel = new Intl.DateTimeFormat(texts.locale, { day: 'numeric', month: 'short', timeZone })
  const every = Math.ceil(days.length / dayLabelsAtMost)
  const columns = days.map(({ costNanoUsd }, index) => {
    const height = heightOf(costNanoUsd)
    const color = daily !== undefined && costNanoUsd > daily ? ink.over : ink.bar
    const x = plot.left + slot * index + (slot - width) / 2
    return `<rect x="${fixed(x)}" y="${fixed(plot.bottom - height)}" width="${fixed(width)}" height="${fixed(height)}" rx="3" fill="${color}"/>`
  })
  const labels = days.flatMap(({ fromMs }, index) =>
    (days.length - 1 - index) % every === 0
      ? [text(plot.left + slot * (index + 0.5), 340, 'middle', ink.text, dayLabel.format(fromMs))]
      : [],
  )
  const grid = [0n, 1n, 2n, 3n, 4n].map((count) => {
    const y = plot.bottom - heightOf(step * count)
    const amount = text(plot.left - 12, y + 6, 'end', ink.quiet, texts.money(step * count))
    return `<line x1="${plot.left}" y1="${fixed(y)}" x2="${plot.right}" y2="${fixed(y)}" stroke="${ink.line}"/>${amount}`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${chartSize.width}" height="${chartSize.height}" font-family="${chartFont}" font-size="19">`,
    `<rect width="100%" height="100%" fill="${ink.panel}"/>`,
    ...grid,
    ...columns,
    ...labels,
    ...(limit === undefined ? [] : [limitLine(plot.bottom - heightOf(limit), limit, texts)]),
    '</svg>',
  ].join('')
}

/** The same in words, for those who do not see the picture. */
export function chartDescription({ days, timeZone }: ChartedReport, texts: Texts): string {
  const [first] = days
  const last = days.at(-1)
  if (!first || !last) return ''
  const dearest = days.reduce((most, day) => (day.costNanoUsd > most.costNanoUsd ? day : most), first)
  return texts.t('report.chart', {
    from: texts.date(first.fromMs, timeZone),
    to: texts.date(last.fromMs, timeZone),
    day: texts.date(dearest.fromMs, timeZone),
    most: texts.money(dearest.costNanoUsd),
  })
}

function limitLine(y: number, limit: NanoUsd, texts: Texts): string {
  const words = texts.t('report.chartLimit', { limit: texts.money(limit) })
  return [
    `<line x1="${plot.left}" y1="${fixed(y)}" x2="${plot.right}" y2="${fixed(y)}" stroke="${ink.limit}" stroke-width="2" stroke-dasharray="8 6"/>`,
    text(plot.right, y - 8, 'end', ink.limit, words),
  ].join('')
}

/** A quarter of what the axis shows: 1, 2, 2.5 or 5 of a power of ten, so that four of them reach the greatest amount. */
function roundStep(greatest: NanoUsd): NanoUsd {
  const least = (greatest + 3n) / 4n
  let unit = 1n
  while (unit * 10n <= least) unit *= 10n
  for (const tenths of [10n, 20n, 25n, 50n, 100n])
    if ((unit * tenths) / 10n >= least) return (unit * tenths) / 10n
  return unit * 10n
}

function text(x: number, y: number, anchor: 'middle' | 'end', color: string, words: string): string {
  return `<text x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}" fill="${color}">${escaped(words)}</text>`
}

function fixed(value: number): string {
  return value.toFixed(1)
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
