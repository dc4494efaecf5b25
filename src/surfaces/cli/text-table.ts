import { textWidth } from '../../app/text-width.ts'

/** Columns padded to the widest cell, two spaces apart and two from the edge; those named by index are to the right. */
export function table(rows: readonly (readonly string[])[], toTheRight: readonly number[] = []): string {
  const widths = columnWidths(rows)
  const padded = (cell: string, column: number) => {
    const padding = ' '.repeat(Math.max(0, (widths[column] ?? 0) - textWidth(cell)))
    return toTheRight.includes(column) ? padding + cell : cell + padding
  }
  return rows.map((row) => `  ${row.map(padded).join('  ')}`.trimEnd()).join('\n')
}

export interface TableWithin {
  /** Columns of the terminal. */
  readonly width: number
  /** Columns to the right, by index. */
  readonly toTheRight?: readonly number[]
  /** Columns that are left out one after another, by index, where there is no room. */
  readonly givingWay?: readonly number[]
}

const shortestName = 8

/** The same no wider than the terminal: without the columns that give way, as far as that takes, then with its first column cut. */
export function tableWithin(
  rows: readonly (readonly string[])[],
  { width, toTheRight = [], givingWay = [] }: TableWithin,
): string {
  let shown = rows[0]?.map((_, column) => column) ?? []
  const cells = () => rows.map((row) => shown.map((column) => row[column] ?? ''))
  for (const column of givingWay)
    if (tableWidth(cells()) > width) shown = shown.filter((one) => one !== column)
  const [longest = 0] = columnWidths(cells())
  const most = Math.max(shortestName, longest - Math.max(0, tableWidth(cells()) - width))
  return table(
    cells().map(([name = '', ...others]) => [fitted(name, most), ...others]),
    shown.flatMap((column, place) => (toTheRight.includes(column) ? [place] : [])),
  )
}

/** Columns of the terminal that a table takes. */
export function tableWidth(rows: readonly (readonly string[])[]): number {
  return columnWidths(rows).reduce((sum, column) => sum + 2 + column, 0)
}

/** How many columns of a terminal the widest cell of each column takes. */
export function columnWidths(rows: readonly (readonly string[])[]): readonly number[] {
  const columns = Math.max(0, ...rows.map(({ length }) => length))
  return Array.from({ length: columns }, (_, column) =>
    rows.reduce((most, row) => Math.max(most, textWidth(row[column] ?? '')), 0),
  )
}

/** Cut to so many columns of a terminal, with a sign that it was. */
export function fitted(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  let kept = ''
  let left = width - 1
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    left -= textWidth(segment)
    if (left < 0) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}
