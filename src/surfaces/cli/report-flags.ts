import type { ExportFormat } from '../../locales/report-document.ts'
import type { Dimension } from '../../report/dimensions.ts'

/** The same for every kind of report. */
export interface ReportFlags {
  readonly days?: number
  readonly since?: string
  readonly until?: string
  readonly by?: Dimension
  readonly tz?: string
  readonly tenant?: string
  readonly user?: string
  readonly compact?: boolean
  readonly breakdown?: boolean
  readonly json?: boolean
  readonly csv?: boolean
  readonly format?: ExportFormat
}

/** The document that is asked for, by whichever option. */
export function formatOf({ json, csv, format }: ReportFlags): ExportFormat | undefined {
  return format ?? (csv ? 'csv' : json ? 'json' : undefined)
}

/** What is shown below each row. */
export function partsOf({ breakdown, by }: ReportFlags): Dimension | undefined {
  if (!breakdown) return undefined
  return by === 'model' ? 'task' : 'model'
}
