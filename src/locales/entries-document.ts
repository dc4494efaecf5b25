import type { Entry } from '../ledger/entry.ts'
import { formatUsd } from '../money/format.ts'
import { entriesToCsv, entryCsvHeader, entryToJson } from '../wire/entry.ts'
import { markdownRow, markdownTable } from './markdown-table.ts'
import type { ExportFormat } from './report-document.ts'
import type { Texts } from './texts.ts'

/** Entries as a document, a part for each page of them, so that no more than a page is in memory. Ends with a line break. */
export async function* entriesDocument(
  pages: AsyncIterable<readonly Entry[]>,
  format: ExportFormat,
  texts: Texts,
): AsyncGenerator<string, void, undefined> {
  const { begin, page, end } = writersOf(texts)[format]
  yield begin
  let isFirst = true
  for await (const entries of pages) {
    yield page(entries, isFirst)
    isFirst = false
  }
  yield end
}

interface Writer {
  readonly begin: string
  readonly page: (entries: readonly Entry[], isFirst: boolean) => string
  readonly end: string
}

function writersOf(texts: Texts): Readonly<Record<ExportFormat, Writer>> {
  const jsonOf = (entry: Entry) => JSON.stringify(entryToJson(entry))
  return {
    csv: { begin: entryCsvHeader(), page: entriesToCsv, end: '' },
    json: {
      begin: '[\n',
      page: (entries, isFirst) => `${isFirst ? '' : ',\n'}${entries.map(jsonOf).join(',\n')}`,
      end: '\n]\n',
    },
    jsonl: {
      begin: '',
      page: (entries) => entries.map((entry) => `${jsonOf(entry)}\n`).join(''),
      end: '',
    },
    markdown: {
      begin: `${markdownTable(headOf(texts), [], markdownNames)}\n`,
      page: (entries) => entries.map((entry) => `${markdownRow(cellsOf(entry, texts))}\n`).join(''),
      end: '',
    },
  }
}

/** Columns that are no numbers. */
const markdownNames = 5

function headOf(texts: Texts): readonly string[] {
  return [
    texts.t('report.document.day'),
    texts.t('report.by.server'),
    texts.t('report.by.task'),
    texts.t('report.by.model'),
    texts.t('report.document.name'),
    texts.t('report.document.cost'),
    texts.t('report.document.tokensIn'),
    texts.t('report.document.tokensOut'),
  ]
}

function cellsOf(entry: Entry, texts: Texts): readonly string[] {
  const { inputTokens, outputTokens } = entry.usage
  const counted = (tokens: number | undefined) => (tokens === undefined ? '' : texts.number(tokens))
  return [
    new Date(entry.heldAtMs).toISOString(),
    entry.tenant,
    entry.task ?? '',
    `${entry.provider}:${entry.model}`,
    entry.id,
    formatUsd(entry.amountNanoUsd, 'exact'),
    counted(inputTokens?.total),
    counted(outputTokens?.total),
  ]
}
