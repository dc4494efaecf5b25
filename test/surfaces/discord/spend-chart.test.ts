import { expect, test } from 'vitest'
import { textsOf } from '../../../src/locales/i18n.ts'
import { work } from '../../../src/surfaces/discord/chart/drawing-job.ts'
import {
  type ChartedReport,
  chartDescription,
  chartSize,
  isWorthAChart,
  spendChart,
} from '../../../src/surfaces/discord/chart/spend-chart.ts'
import * as make from './render/money-factories.ts'

const en = textsOf('en')
const dayMs = 86_400_000

function charted(spends: readonly string[], dailyLimit?: string): ChartedReport {
  const firstMs = Date.UTC(2026, 10, 16)
  const limit = {
    limitNanoUsd: make.usd(dailyLimit ?? '0'),
    mode: 'hard',
    revision: 1,
    origin: 'own',
  } as const
  return {
    timeZone: 'UTC',
    budgets: [make.status({ budget: dailyLimit === undefined ? undefined : limit })],
    days: spends.map((spent, index) => ({
      date: `2026-11-${16 + index}`,
      fromMs: firstMs + index * dayMs,
      toMs: firstMs + (index + 1) * dayMs,
      costNanoUsd: make.usd(spent),
    })),
  }
}

const heights = (svg: string) =>
  [...svg.matchAll(/<rect x="[^"]*" y="[^"]*" width="[^"]*" height="([^"]*)"/g)].map(([, height]) =>
    Number(height),
  )

test('columns are as high as what was spent each day, on an axis of round amounts', () => {
  const svg = spendChart(charted(['1', '2', '0', '4']), en)
  expect(heights(svg)).toEqual([66, 132, 0, 264])
  expect(svg).toContain('>$1.00<')
  expect(svg).toContain('>$4.00<')
})

test.each([
  ['3.99', true],
  ['4.00', false],
])('with a daily limit of $%s, a day of $4.00 stands out: %s', (limit, isOver) => {
  expect(spendChart(charted(['4.00', '1.00'], limit), en).includes('fill="#ed4245"')).toBe(isOver)
})

test.each([
  ['12', true],
  ['12.01', false],
])('a daily limit of $%s over days of at most $4 is drawn: %s', (limit, isDrawn) => {
  expect(spendChart(charted(['4', '1'], limit), en).includes('daily limit')).toBe(isDrawn)
})

test('one day, or days without spend, are no picture', () => {
  expect(isWorthAChart(charted(['1']))).toBe(false)
  expect(isWorthAChart(charted(['0', '0']))).toBe(false)
  expect(isWorthAChart(charted(['0', '0.01']))).toBe(true)
})

test('who does not see the picture reads its days and the dearest of them', () => {
  expect(chartDescription(charted(['1', '3', '2']), en)).toBe(
    'Spend of each day from Nov 16, 2026 to Nov 18, 2026; the most on Nov 17, 2026: $3.00.',
  )
})

test.each(['en', 'ru'])('the picture is a PNG of its size, with letters of its own (%s)', (locale) => {
  const texts = textsOf(locale)
  const report = charted(['1', '3', '2'], '4')
  const png = Buffer.from(work(spendChart(report, texts)))
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([chartSize.width, chartSize.height])
  const without = Buffer.from(work(spendChart(report, texts).replaceAll(/<text[\s\S]*?<\/text>/g, '')))
  expect(png.length).toBeGreaterThan(without.length + 2_000)
})

test('hundreds of days and tiny amounts are a picture too', () => {
  const svg = spendChart(charted(Array.from({ length: 400 }, () => '0.000000001')), en)
  expect(Buffer.from(work(svg)).length).toBeGreaterThan(1_000)
  expect(svg).not.toMatch(/NaN|Infinity/)
})
