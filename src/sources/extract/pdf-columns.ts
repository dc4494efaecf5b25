import type { PdfTextItem } from './pdf-lines.ts'

/** Two runs of a row that are further apart than this many font sizes stand in different columns. */
const gutterInFontSizes = 1
/** Prose fills its column; cells of tables are shorter than so many font sizes. */
const narrowestColumnInFontSizes = 10
const fewestRows = 5

interface Row {
  readonly left: readonly PdfTextItem[]
  readonly right: readonly PdfTextItem[]
}

/**
 * Some programs write two columns row by row, as a table. Puts such a page in the order in which people read it: the left column and
 * then the right one, for each part of the page between lines that run over both. Other pages stay as they are.
 */
export function inReadingOrder(items: readonly PdfTextItem[]): readonly PdfTextItem[] {
  const rows = rowsOf(items).map(splitRow)
  const halved = rows.filter(isHalved)
  if (halved.length < fewestRows || halved.length * 2 < rows.length) return items
  const ordered: PdfTextItem[] = []
  let right: PdfTextItem[] = []
  const endColumns = () => {
    ordered.push(...right)
    right = []
  }
  for (const row of rows) {
    if (!isHalved(row) && right.length > 0 && row.left.some(({ str }) => str.trim() !== '')) endColumns()
    ordered.push(...endedLine(row.left))
    right.push(...endedLine(row.right))
  }
  endColumns()
  return ordered
}

/** In the order of the file: what is set at one height, until that changes. */
function rowsOf(items: readonly PdfTextItem[]): PdfTextItem[][] {
  const rows: PdfTextItem[][] = []
  for (const item of items) {
    const row = rows.at(-1)
    const [first] = row ?? []
    if (row !== undefined && first !== undefined && Math.abs(first.y - item.y) < item.fontSize / 3)
      row.push(item)
    else rows.push([item])
  }
  return rows
}

function splitRow(row: readonly PdfTextItem[]): Row {
  const shown = row.filter(({ str }) => str.trim() !== '')
  const at = shown.findIndex((item, index) => {
    const before = shown[index - 1]
    return before !== undefined && item.x - (before.x + before.width) > item.fontSize * gutterInFontSizes
  })
  return at === -1 ? { left: row, right: [] } : { left: shown.slice(0, at), right: shown.slice(at) }
}

function isHalved({ left, right }: Row): boolean {
  return isWide(left) && isWide(right)
}

function isWide(items: readonly PdfTextItem[]): boolean {
  const [first] = items
  const last = items.at(-1)
  if (first === undefined || last === undefined) return false
  return last.x + last.width - first.x >= first.fontSize * narrowestColumnInFontSizes
}

function endedLine(items: readonly PdfTextItem[]): readonly PdfTextItem[] {
  const last = items.at(-1)
  return last === undefined || last.hasEOL ? items : [...items.slice(0, -1), { ...last, hasEOL: true }]
}
