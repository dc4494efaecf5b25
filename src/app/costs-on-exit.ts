import type { LedgerStore } from '../ledger/ledger-store.ts'
import { botSubject } from '../ledger/subject.ts'
import { periodRange } from '../report/period-range.ts'
import { costReport } from '../report/read-cost-report.ts'
import { costReportToJson } from '../wire/cost-report.ts'
import { reportToCsv } from '../wire/report-csv.ts'
import { reportToJsonLines } from '../wire/report-json-lines.ts'
import type { CostsFile } from './settings/tracking-settings.ts'
import { writeWholeFile } from './whole-file.ts'

/** Writes the report of the whole bot, from its first spend until today, in the form that programs read. */
export async function writeCostsOnExit(
  { path, format }: CostsFile,
  ledger: LedgerStore,
  nowMs: number,
): Promise<void> {
  const timeZone = await ledger.timeZone(botSubject)
  const today = periodRange({ kind: 'days', days: 1 }, nowMs, timeZone)
  const months = { subject: botSubject, period: 'month', fromMs: 0, toMs: today.toMs } as const
  const [first] = await ledger.series(months)
  const fromMs = Math.min(first?.startMs ?? today.fromMs, today.fromMs)
  const range = { fromMs, toMs: today.toMs }
  const report = await costReport(ledger, { period: { kind: 'days', days: 1 }, range, nowMs })
  const documents = {
    json: () => `${JSON.stringify(costReportToJson(report))}\n`,
    jsonl: () => `${reportToJsonLines(report)}\n`,
    csv: () => reportToCsv(report),
  }
  await writeWholeFile(path, [documents[format]()])
}
