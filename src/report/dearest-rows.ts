import { sum } from '../money/nano-usd.ts'
import { type ReportRow, shareOf } from './cost-report.ts'

/** Of more rows than this the dearest are shown, and the rest as one. */
const mostRows = 20

interface DearestRows {
  readonly shown: readonly ReportRow[]
  /** The rest of them together; undefined when all are shown. */
  readonly others:
    | (Pick<ReportRow, 'costNanoUsd' | 'sharePercent' | 'calls'> & { readonly count: number })
    | undefined
}

/** Twenty-one rows are shown as they are, since one line would not be saved; of a hundred twenty, and the sum of eighty. @param rows dearest first */
export function dearestRows(rows: readonly ReportRow[]): DearestRows {
  const others = rows.slice(mostRows)
  if (others.length < 2) return { shown: rows, others: undefined }
  const costNanoUsd = sum(others.map((row) => row.costNanoUsd))
  return {
    shown: rows.slice(0, mostRows),
    others: {
      count: others.length,
      costNanoUsd,
      sharePercent: shareOf(costNanoUsd, sum(rows.map((row) => row.costNanoUsd))),
      calls: others.reduce((calls, row) => calls + row.calls, 0),
    },
  }
}
