import uPlot from 'uplot'
import { day as dayText, money } from './format.ts'
import { pageData } from './page-data.ts'
import { t } from './texts.ts'

/** What was spent each day, and what is expected of those to come. */
export interface Spend {
  /** Dates in ISO 8601, one after the other. */
  readonly days: readonly string[]
  /** US dollars; none of days to come. */
  readonly spent: readonly (number | null)[]
  readonly expected: readonly (number | null)[]
  /** Of a day. */
  readonly limit: number | undefined
}

export interface Chart {
  /** Reads the next or an earlier day out. */
  move(by: number): void
  destroy(): void
}

const height = 260
const halfDaySeconds = 43_200

/**
 * Draws into an element, as wide as that is and in the colours of the scheme that is on.
 *
 * @param tell what the cursor stands on
 */
export function drawChart(element: HTMLElement, spend: Spend, tell: (text: string) => void): Chart {
  let chart = plot(element, spend, tell)
  const redraw = () => {
    chart.destroy()
    chart = plot(element, spend, tell)
  }
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  scheme.addEventListener('change', redraw)
  const resizing = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }))
  resizing.observe(element)
  return {
    move(by) {
      const last = spend.days.length - 1
      const index = Math.max(0, Math.min(last, (chart.cursor.idx ?? (by > 0 ? -1 : last + 1)) + by))
      const left = chart.valToPos(chart.data[0][index] ?? 0, 'x')
      chart.setCursor({ left, top: height / 2 })
    },
    destroy() {
      scheme.removeEventListener('change', redraw)
      resizing.disconnect()
      chart.destroy()
    },
  }
}

function plot(element: HTMLElement, spend: Spend, tell: (text: string) => void): uPlot {
  const { days, spent, expected, limit } = spend
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const axis = {
    stroke: colour('--quiet'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line'), width: 1 },
  }
  const line = (name: string, dash: number[], stroke = colour(name)) => ({
    stroke,
    width: 2,
    dash,
    points: { show: false },
  })
  const bars = uPlot.paths.bars?.({ size: [0.7, 40] })
  const dates = new Intl.DateTimeFormat(pageData.language, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
  return new uPlot(
    {
      width: element.clientWidth,
      height,
      legend: { show: false },
      // Half a day to either side, so that the bars of the first and the last are whole.
      scales: {
        x: { range: (_chart, first, last) => [first - halfDaySeconds, last + halfDaySeconds] },
        y: { range: (_chart, _least, most) => [0, Math.max(most * 1.1, 0.01)] },
      },
      axes: [
        // Months are longer words in some languages.
        { ...axis, space: 75, values: (_chart, at) => at.map((second) => dates.format(second * 1_000)) },
        { ...axis, size: 70, values: (_chart, at) => at.map(money) },
      ],
      series: [
        {},
        {
          fill: colour('--accent'),
          stroke: colour('--accent'),
          ...(bars && { paths: bars }),
          points: { show: false },
        },
        line('--ink', [4, 4]),
        line('--warn', [8, 6]),
      ],
      hooks: {
        setCursor: [
          ({ cursor: { idx } }) => {
            const date = idx === null || idx === undefined ? undefined : days[idx]
            if (date !== undefined && idx !== null && idx !== undefined) tell(pointText(date, spend, idx))
          },
        ],
      },
    },
    [days.map((date) => Date.parse(date) / 1_000), [...spent], [...expected], days.map(() => limit ?? null)],
    element,
  )
}

function pointText(date: string, { spent, expected }: Spend, index: number): string {
  const day = dayText(date, 'UTC')
  const amount = spent[index]
  if (amount !== null && amount !== undefined) return t('page.costs.onDay', { day, amount: money(amount) })
  return t('page.costs.expectedOnDay', { day, amount: money(expected[index] ?? 0) })
}
