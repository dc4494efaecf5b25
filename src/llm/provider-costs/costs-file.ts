import { parse } from 'csv-parse/sync'
import { Decimal } from 'decimal.js'
import type { DollarRates } from '../../money/display-currency.ts'
import { type ProviderCost, utcDateOf } from '../../report/provider-cost.ts'
import { toDollars } from './dollars.ts'
import { ProviderCostsError } from './provider-costs-error.ts'
import { type DateRange, isWithin, unnamedItem } from './told-costs.ts'

/** Names that exports give their columns, in lower case and without what stands in brackets; the first that is there counts. */
const columnNames = {
  date: [
    'day',
    'date',
    'usage_date',
    'usage date',
    'usage_start_date',
    'usage start date',
    'usage_start_time',
    'usage start time',
    'start_time',
  ],
  provider: ['provider', 'vendor'],
  model: [
    'model',
    'model_name',
    'model name',
    'sku',
    'sku_description',
    'sku description',
    'sku.description',
    'line_item',
    'description',
  ],
  cost: [
    'cost',
    'cost_usd',
    'cost usd',
    'amount',
    'amount_usd',
    'subtotal',
    'unrounded subtotal',
    'unrounded cost',
  ],
  currency: ['currency', 'currency_code', 'currency code'],
} as const
type Column = keyof typeof columnNames

const otherNames: Readonly<Record<string, string>> = {
  gemini: 'google',
  vertex: 'google',
  'vertex ai': 'google',
}

export interface FileCosts {
  readonly costs: readonly ProviderCost[]
  /** Rows of other providers, or of days outside of the range. */
  readonly leftOut: number
}

/**
 * Costs out of an export in CSV: day, provider (if there are several), model or SKU, cost, currency (US dollars without one).
 *
 * @throws {ProviderCostsError} naming the columns that are missing, or the line that cannot be read.
 */
export function costsInFile(
  text: string,
  {
    file,
    provider,
    range,
    rates,
  }: {
    readonly file: string
    readonly provider: string
    readonly range: DateRange
    readonly rates: DollarRates
  },
): FileCosts {
  const [header, ...rows] = rowsIn(text, file)
  const columns = columnsIn(header?.record ?? [], file)
  const costs = rows.flatMap(({ record: cells, info: { lines: line } }): ProviderCost[] => {
    const cell = (column: Column) => {
      const place = columns[column]
      return place === undefined ? '' : (cells[place] ?? '').trim()
    }
    const wrong = (column: Column) =>
      new ProviderCostsError('file_line', file, `${line}: ${column} ${JSON.stringify(cell(column))}`)
    const date = dateIn(cell('date'))
    if (date === undefined) throw wrong('date')
    if (!isWithin(date, range) || !isOf(cell('provider'), provider)) return []
    const amount = amountIn(cell('cost'))
    if (amount === undefined) throw wrong('cost')
    const usd = toDollars(amount, cell('currency') || columns.usualCurrency, file, rates)
    const item = cell('model') || unnamedItem
    return [{ date, item, model: item, usd }]
  })
  return { costs, leftOut: rows.length - costs.length }
}

interface Row {
  readonly record: readonly string[]
  /** The line on which it ends. */
  readonly info: { readonly lines: number }
}

/** Cells are apart by commas, or by semicolons or tabs where the first line has more of those. */
function rowsIn(text: string, file: string): readonly Row[] {
  const header = text.slice(0, text.search(/[\r\n]|$/))
  const count = (sign: string) => header.split(sign).length
  const [delimiter = ','] = [',', ';', '\t'].toSorted((one, other) => count(other) - count(one))
  try {
    const rows: unknown = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    })
    return rows as readonly Row[]
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new ProviderCostsError('file_line', file, detail, { cause })
  }
}

type Columns = Readonly<Partial<Record<Column, number>>> & { readonly usualCurrency: string }

function columnsIn(header: readonly string[], file: string): Columns {
  const names = header.map((name) =>
    name
      .replace(/\(.*?\)/g, '')
      .trim()
      .toLowerCase(),
  )
  const places = Object.fromEntries(
    Object.entries(columnNames).flatMap(([column, known]) => {
      const name = known.find((each) => names.includes(each))
      return name === undefined ? [] : [[column, names.indexOf(name)]]
    }),
  ) as Partial<Record<Column, number>>
  const missing = (['date', 'model', 'cost'] as const).filter((column) => places[column] === undefined)
  if (missing.length > 0)
    throw new ProviderCostsError('file_columns', file, `${missing.join(', ')} (${header.join(', ')})`)
  return { ...places, usualCurrency: currencyIn(header[places.cost ?? 0] ?? '') }
}

/** `Cost (€)` and `Cost (EUR)` say it in the name of the column. */
function currencyIn(name: string): string {
  const bracketed = /\((.+?)\)/.exec(name)?.[1]?.trim() ?? ''
  const signs: Readonly<Record<string, string>> = {
    '': 'USD',
    $: 'USD',
    '€': 'EUR',
    '£': 'GBP',
    '¥': 'JPY',
    '₽': 'RUB',
  }
  return signs[bracketed] ?? bracketed
}

/** A day, or a moment whose day of UTC counts. */
function dateIn(text: string): string | undefined {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text)
  const isMoment = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text)
  if (!isDay && !isMoment) return undefined
  const spelled = text.replace(' UTC', 'Z').replace(' ', 'T')
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/.test(spelled)
  const atMs = Date.parse(isDay ? `${text}T00:00:00Z` : hasZone ? spelled : `${spelled}Z`)
  const date = Number.isNaN(atMs) ? undefined : utcDateOf(atMs)
  return isDay && date !== text ? undefined : date
}

function amountIn(text: string): Decimal | undefined {
  const plain = text.replace(/^([-+]?)\s*[$€£]\s*/, '$1')
  return /^[-+]?\d+(\.\d+)?(e[-+]?\d{1,3})?$/i.test(plain) ? new Decimal(plain) : undefined
}

function isOf(named: string, provider: string): boolean {
  const name = named.toLowerCase()
  return name === '' || (otherNames[name] ?? name) === provider
}
