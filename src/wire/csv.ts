/** A text cell is quoted where RFC 4180 asks for it; a number is written as it is, yes and no as 1 and 0, what is not known as nothing. */
export type CsvCell = string | number | boolean | null | { readonly number: string }

/** Rows as RFC 4180 writes them: fields apart by commas, lines ended by CRLF, quotes doubled. */
export function toCsv(rows: readonly (readonly CsvCell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')
}

function cellText(cell: CsvCell): string {
  if (typeof cell === 'string') return isPlain(cell) ? cell : safeText(cell)
  if (cell === null) return ''
  return typeof cell === 'object' ? cell.number : String(Number(cell))
}

/** Most cells are: they neither begin like a formula nor hold anything that has to be quoted. */
function isPlain(text: string): boolean {
  return /^(?:[a-z0-9][^",\r\n]*)?$/i.test(text)
}

function safeText(cell: string): string {
  const text = withoutFormula(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A spreadsheet runs what begins like a formula, invisible marks before it or not; an apostrophe makes it text (OWASP, "CSV Injection"). */
function withoutFormula(text: string): string {
  return /^[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u.test(text) ? `'${text}` : text
}
