import type { Autointel } from '../../app/open-autointel.ts'
import type { Output } from '../../app/output.ts'
import { textsOf } from '../../locales/i18n.ts'
import { useTableDocument } from '../../locales/use-table-document.ts'
import { depthLimits } from '../../report/depth-limits.ts'
import { readLiveRows } from '../../report/read-live-rows.ts'
import { readUseDetails } from '../../report/read-use-details.ts'
import { readUseRows, type UseRowsRequest, type UseTable } from '../../report/read-use-rows.ts'
import type { RunCosts } from '../../wire/use-table.ts'
import { formatOf, type ReportFlags } from './report-flags.ts'
import { depthsText } from './use-details-text.ts'
import { costChart, useTableText } from './use-table-text.ts'

interface Shown {
  readonly config: Pick<Autointel['config'], 'displayCurrency'>
}

/** So often what is spent now is read again. */
const everyMs = 2_000

export async function printUseTable(
  request: UseRowsRequest,
  flags: ReportFlags,
  { ledger, config }: Pick<Autointel, 'ledger' | 'config'>,
  output: Output,
): Promise<void> {
  const { kind, by, range, tenant, user } = request
  const isOfDepths = kind === 'summary' && by === 'depth'
  const runs = isOfDepths
    ? {
        ...(await readUseDetails(ledger, range, { tenant, user })),
        limits: depthLimits(config.depthTiers),
      }
    : undefined
  output.data(await shown(await readUseRows(ledger, request), flags, config, output, runs))
  if (runs && !formatOf(flags)) {
    const costs = depthsText(runs.depths, runs.limits, output.columns ?? output.width)
    if (costs) output.data(`\n${costs}`)
  }
}

/** Draws the running periods anew until it is told to stop; once where nobody watches or programs read along. */
export async function printLiveReport(
  request: Omit<UseRowsRequest, 'kind' | 'range'>,
  flags: ReportFlags,
  { ledger, config, now, timers }: Shown & Pick<Autointel, 'ledger' | 'now' | 'timers'>,
  output: Output,
  stop: AbortSignal,
): Promise<void> {
  const read = async () =>
    shown(await readLiveRows(ledger, { ...request, nowMs: now() }), flags, config, output)
  const { redraw } = output
  if (!redraw || formatOf(flags)) {
    output.data(await read())
    return
  }
  while (!stop.aborted) {
    redraw(`${await read()}\n\n  Ctrl-C ends this.`)
    await timers.wait(everyMs, stop).catch(() => undefined)
  }
}

async function shown(
  use: UseTable,
  flags: ReportFlags,
  { displayCurrency }: Shown['config'],
  { columns, width }: Output,
  runs?: RunCosts,
): Promise<string> {
  const format = formatOf(flags)
  if (format) return useTableDocument(use, format, textsOf('en'), runs)
  const { compact = false } = flags
  const most = columns ?? width
  const chart = compact ? undefined : await costChart(use, most)
  return useTableText(use, { width: most, compact, currency: displayCurrency, chart })
}
