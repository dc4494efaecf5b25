import type { MeasuredPage } from './measure-reading.ts'

/** A row for each kind of page and one for all, figures rounded to three places. */
export function tableOf(pages: readonly MeasuredPage[]): Readonly<Record<string, object>> {
  const kinds = [...new Set(pages.map(({ kind }) => kind))].sort()
  const rows = [
    ...kinds.map((kind) => [kind, pages.filter((page) => page.kind === kind)] as const),
    ['all', pages] as const,
  ]
  return Object.fromEntries(rows.map(([name, own]) => [name, rowOf(own)]))
}

function rowOf(pages: readonly MeasuredPage[]) {
  const mean = (figure: (page: MeasuredPage) => number) =>
    Number((pages.reduce((sum, page) => sum + figure(page), 0) / pages.length).toFixed(3))
  return {
    pages: pages.length,
    precision: mean(({ chosen }) => chosen.precision),
    recall: mean(({ chosen }) => chosen.recall),
    F: mean(({ chosen }) => chosen.f),
    'F of Readability': mean(({ readability }) => readability.f),
    'F of Defuddle': mean(({ defuddle }) => defuddle.f),
    'F by blocks': mean(({ byBlocks }) => byBlocks.f),
    'F >= 0.9': pages.filter(({ chosen }) => chosen.f >= 0.9).length,
  }
}
