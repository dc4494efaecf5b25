import stringWidth from 'string-width'

const graphemes = new Intl.Segmenter()

/** Columns padded to the widest cell, two spaces apart and two from the edge; those named by index are to the right. */
export function table(rows: readonly (readonly string[])[], toTheRight: readonly number[] = []): string {
  const widths = columnWidths(rows)
  const padded = (cell: string, column: number) => {
    const padding = ' '.repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(cell)))
    return toTheRight.includes(column) ? padding + cell : cell + padding
  }
  return rows.map((row) => `  ${row.map(padded).join('  ')}`.trimEnd()).join('\n')
}

/** How many columns of a terminal the widest cell of each column takes. */
export function columnWidths(rows: readonly (readonly string[])[]): readonly number[] {
  const columns = Math.max(0, ...rows.map(({ length }) => length))
  return Array.from({ length: columns }, (_, column) =>
    rows.reduce((most, row) => Math.max(most, stringWidth(row[column] ?? '')), 0),
  )
}

/** Cut to so many columns of a terminal, with a sign that it was. */
export function fitted(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  let kept = ''
  let left = width - 1
  for (const { segment } of graphemes.segment(text)) {
    left -= stringWidth(segment)
    if (left < 0) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}
