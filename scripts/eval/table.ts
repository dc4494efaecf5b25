import type { MeasuredText } from './measure-analyst.ts'

const figures = ['facts', 'facts in lead', 'overlap', 'overlap of lead', 'names'] as const

/** A row for each text, and one for the mean of each language, rounded to two places. */
export function tableOf(rows: readonly MeasuredText[]): readonly object[] {
  return [...rows, ...meansOf(rows)].map(roundedRow)
}

export function roundedRow(row: object): object {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, rounded(value)]))
}

/** The mean of each language. */
export function meansOf(rows: readonly MeasuredText[]): readonly MeasuredText[] {
  return (['en', 'ru'] as const).map((language) => {
    const own = rows.filter((row) => row.language === language)
    const means = figures.map((figure) => {
      const values = own.flatMap((row) => row[figure] ?? [])
      return [figure, values.reduce((sum, value) => sum + value, 0) / values.length] as const
    })
    return { text: 'mean', language, ...Object.fromEntries(means) } as MeasuredText
  })
}

function rounded(value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 100) / 100 : value
}
