import { toExactUsd } from '../money/format.ts'
import type { UseTable } from '../report/read-use-rows.ts'
import { type CsvCell, toCsv } from './csv.ts'
import { figuresOf } from './use-table.ts'

/** A line a row, and behind it one for each of its parts, which the column `part` names. Costs are exact US dollars. */
export function useTableToCsv({ rows, all }: UseTable): string {
  const named = ['name', 'group', 'part', 'from', 'to']
  return toCsv([
    [...named, ...Object.keys(figuresOf(all))],
    ...rows.flatMap((row) => {
      const span = [row.fromMs, row.toMs].map((atMs) => new Date(atMs).toISOString())
      const lineOf = (part: string, use: Parameters<typeof figuresOf>[0]): readonly CsvCell[] => [
        ...[row.name, row.group ?? '', part, ...span],
        ...Object.values(figuresOf(use)).map((figure) =>
          typeof figure === 'bigint' ? { number: toExactUsd(figure) } : figure,
        ),
      ]
      return [lineOf('', row), ...row.parts.map((part) => lineOf(part.name, part))]
    }),
  ])
}
