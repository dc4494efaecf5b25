import type { BudgetsJson } from '../../../../../wire/budgets.ts'
import type { ForecastJson } from '../../../../../wire/forecast.ts'
import type { UseTableJson } from '../../../../../wire/use-table.ts'
import { api, query } from '../api.ts'
import type { Spend } from '../chart.ts'
import { day, moment, money, moneyInBoth } from '../format.ts'
import { t } from '../texts.ts'

export interface SpendShown {
  readonly spend: Spend
  readonly total: number
  /** What the month comes to, in words. */
  readonly forecast: string
  /** When budgets are used up, in words, one each. */
  readonly usedUp: readonly string[]
}

/** The days of a tenant, or of everybody, and those of the month that are yet to come. */
export async function readSpend(days: number, tenant: string): Promise<SpendShown> {
  const subject = query({ subject: tenant })
  const [table, forecast, budgets] = await Promise.all([
    api<UseTableJson>(`/api/report${query({ kind: 'daily', days, tenant })}`),
    api<ForecastJson>(`/api/forecast${subject}`),
    tenant === '' ? undefined : api<BudgetsJson>(`/api/budgets/${encodeURIComponent(tenant)}`),
  ])
  const limit = budgets?.budgets.find(({ period }) => period === 'day')?.limit_usd ?? undefined
  return {
    spend: spendOf(days, table, forecast, limit),
    total: table.totals.cost_usd,
    forecast: forecastText(forecast),
    usedUp: usedUpTexts(forecast),
  }
}

function spendOf(
  days: number,
  table: UseTableJson,
  forecast: ForecastJson,
  limit: number | undefined,
): Spend {
  const costs = new Map(table.rows.map(({ name, cost_usd }) => [name, cost_usd]))
  const today = dateIn(table.time_zone, Date.parse(table.to) - 1)
  const past = Array.from({ length: days }, (_, index) => daysAfter(today, index - days + 1))
  const perDay = forecast.per_day_usd
  const toCome = perDay === null ? [] : restOfMonth(today)
  return {
    days: [...past, ...toCome],
    spent: [...past.map((date) => costs.get(date) ?? 0), ...toCome.map(() => null)],
    expected: [...past.map((date) => (date === today ? perDay : null)), ...toCome.map(() => perDay)],
    limit,
  }
}

function forecastText({ kind, projected_usd, low_usd, high_usd }: ForecastJson): string {
  if (projected_usd === null || low_usd === null || high_usd === null) return t('page.costs.noForecast')
  const amounts = { amount: moneyInBoth(projected_usd), low: money(low_usd), high: money(high_usd) }
  return t(kind === 'little_data' ? 'page.costs.forecastOfLittle' : 'page.costs.forecast', amounts)
}

/** Of a month's budget the day, of the others the time too, by the clocks of whose they are. */
function usedUpTexts({ limits, time_zone }: ForecastJson): readonly string[] {
  return limits.flatMap(({ period, limit_usd, spent_usd, reached_at }) => {
    if (reached_at === null) return []
    const budget = { budget: t(`budgetName.${period}`), limit: money(limit_usd) }
    if (spent_usd >= limit_usd) return [t('page.costs.usedUp', budget)]
    const when = period === 'month' ? day(reached_at, time_zone) : moment(reached_at, time_zone)
    return [t('page.costs.usedUpOn', { ...budget, when })]
  })
}

const dayMs = 86_400_000

/** Dates are texts in ISO 8601, and counted as those of UTC, whose days are all as long. */
function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)
}

function restOfMonth(date: string): readonly string[] {
  const rest: string[] = []
  for (let next = daysAfter(date, 1); next.slice(0, 7) === date.slice(0, 7); next = daysAfter(next, 1))
    rest.push(next)
  return rest
}

function dateIn(timeZone: string, atMs: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(atMs)
    .map(({ type, value }) => [type, value] as const)
  const { year, month, day } = Object.fromEntries(parts)
  return `${year}-${month}-${day}`
}
