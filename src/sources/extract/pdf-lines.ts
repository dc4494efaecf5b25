/** A run of text on a page; `x` grows to the right and `y` upwards, in the same unit as `fontSize`. */
export interface PdfTextItem {
  readonly str: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly fontSize: number
  readonly hasEOL: boolean
}

export interface PdfLine {
  readonly text: string
  readonly y: number
  readonly fontSize: number
}

/** The mark of a note is set this much smaller than its line, or less. */
const noteMarkSize = 0.8
/** And stands at least this much of the line's font size above it. */
const noteMarkRise = 0.15

/** The lines of a page as they are shown, without the raised numbers of notes. */
export function linesOf(items: readonly PdfTextItem[]): PdfLine[] {
  const lines: PdfLine[] = []
  let run: PdfTextItem[] = []
  const endLine = (): void => {
    const [first] = run.filter(({ str }) => str.trim() !== '')
    const text = withoutNoteMarks(run)
      .map(({ str }) => str)
      .join('')
      .trim()
    if (first !== undefined && text !== '') lines.push({ text, y: first.y, fontSize: first.fontSize })
    run = []
  }
  for (const item of items) {
    run.push(item)
    if (item.hasEOL) endLine()
  }
  endLine()
  return lines
}

function withoutNoteMarks(run: readonly PdfTextItem[]): readonly PdfTextItem[] {
  const [line] = run.filter(({ str }) => /\p{L}{2}/u.test(str))
  if (line === undefined) return run
  const isNoteMark = ({ str, y, fontSize }: PdfTextItem) =>
    /^\s*(?:\d{1,3}(?:,\s*\d{1,3})*|[*†‡§]{1,3})\s*$/.test(str) &&
    fontSize <= line.fontSize * noteMarkSize &&
    y - line.y >= line.fontSize * noteMarkRise
  return run.filter((item) => !isNoteMark(item))
}
