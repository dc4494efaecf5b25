/** Columns padded to the widest cell, two spaces apart and two from the edge; those named by index are to the right. */
export function table(rows: readonly (readonly string[])[], toTheRight: readonly number[] = []): string {
  const columns = Math.max(0, ...rows.map(({ length }) => length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  const padded = (cell: string, column: number) => {
    const width = widths[column] ?? 0
    return toTheRight.includes(column) ? cell.padStart(width) : cell.padEnd(width)
  }
  return rows.map((row) => `  ${row.map(padded).join('  ')}`.trimEnd()).join('\n')
}

/** Cut to a width, with a sign that it was. */
export function fitted(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1)).trimEnd()}…`
}
