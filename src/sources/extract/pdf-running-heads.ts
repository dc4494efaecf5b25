import type { PdfLine } from './pdf-lines.ts'

/** So many lines at the top and at the bottom of a page may be its running head, its page number or their like; of a short page fewer. */
const edgeLines = 2
const shareOfLines = 0.25
/** What stands at the edge of fewer pages is text. */
const fewestPages = 3
/** Heads of left and right pages differ, and chapters begin without. */
const shareOfPages = 0.35

const pageNumber =
  /^(?:(?:page|seite|стр\.?|страница)\s*)?[-–—|[(]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-–—|\])]?(?:\s*(?:of|\/|von|из)\s*\d{1,4})?$/i
/** `Introduction . . . . . . 5` */
const contentsLine = /(?:\.\s?){5,}\s*\d{1,4}$/

/** The pages without what repeats at their edges, without page numbers and without lists of contents. */
export function withoutRunningHeads(pages: readonly (readonly PdfLine[])[]): PdfLine[][] {
  const edges = pages.map(edgesOf)
  const seen = new Map<string, number>()
  for (const lines of edges)
    for (const key of new Set([...lines].map(keyOf))) seen.set(key, (seen.get(key) ?? 0) + 1)
  const enough = Math.max(fewestPages, pages.length * shareOfPages)
  const numbered = edges.filter((lines) => [...lines].some(({ text }) => pageNumber.test(text))).length
  const isRunning = (line: PdfLine) =>
    (seen.get(keyOf(line)) ?? 0) >= enough || (numbered * 2 > pages.length && pageNumber.test(line.text))
  return pages.map((lines, index) =>
    lines.filter(
      (line) =>
        !contentsLine.test(line.text) && !(edges[index]?.has(line) && pages.length > 1 && isRunning(line)),
    ),
  )
}

function edgesOf(lines: readonly PdfLine[]): ReadonlySet<PdfLine> {
  const fromTop = lines.toSorted((one, other) => other.y - one.y)
  const count = Math.min(edgeLines, Math.floor(lines.length * shareOfLines))
  return new Set(count === 0 ? [] : [...fromTop.slice(0, count), ...fromTop.slice(-count)])
}

/** The same on every page but for numbers. */
function keyOf({ text }: PdfLine): string {
  return text.toLowerCase().replace(/\d+/g, '#').replace(/\s+/g, ' ')
}
