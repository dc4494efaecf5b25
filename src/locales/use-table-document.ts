import { formatUsd } from '../money/format.ts'
import type { UseTable } from '../report/read-use-rows.ts'
import type { Use } from '../report/use.ts'
import { type RunCosts, useTableToJson } from '../wire/use-table.ts'
import { useTableToCsv } from '../wire/use-table-csv.ts'
import { markdownTable } from './markdown-table.ts'
import type { ExportFormat } from './report-document.ts'
import type { Texts } from './texts.ts'

/** Rows of a report as a document: Markdown in the reader's language, the others in that of programs. */
export function useTableDocument(use: UseTable, format: ExportFormat, texts: Texts, runs?: RunCosts): string {
  switch (format) {
    case 'markdown':
      return useTableMarkdown(use, texts)
    case 'csv':
      return useTableToCsv(use)
    case 'json':
      return JSON.stringify(useTableToJson(use, runs))
    case 'jsonl':
      return useTableToJson(use)
        .rows.map((row) => JSON.stringify(row))
        .join('\n')
    default:
      return format satisfies never
  }
}

/** Amounts are exact. */
function useTableMarkdown({ by, rows, all }: UseTable, texts: Texts): string {
  const cellsOf = (names: readonly string[], { totals }: Use) => [
    ...names,
    formatUsd(totals.costNanoUsd, 'exact'),
    texts.number(totals.calls),
    texts.number(totals.failedCalls),
    texts.number(totals.inputTokens),
    texts.number(totals.outputTokens),
  ]
  const named = (name: string, group = '') => (by ? [name, group] : [name])
  return markdownTable(
    [
      ...named('', texts.t('report.document.name')),
      texts.t('report.document.cost'),
      texts.t('report.document.calls'),
      texts.t('report.document.failed'),
      texts.t('report.document.tokensIn'),
      texts.t('report.document.tokensOut'),
    ],
    [
      ...rows.flatMap((row) => [
        cellsOf(named(row.name, row.group), row),
        ...row.parts.map((part) => cellsOf(named(`${row.name} · ${part.name}`, row.group), part)),
      ]),
      cellsOf(named(texts.t('report.total')), all),
    ],
    by ? 2 : 1,
  )
}
