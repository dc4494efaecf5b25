import { Argument, type Command, Option } from 'commander'
import { exitCodes } from '../../app/exit-codes.ts'
import type { Books } from '../../app/open-books.ts'
import type { Output } from '../../app/output.ts'
import type { SummaryFilter } from '../../ledger/summary.ts'
import { textsOf } from '../../locales/i18n.ts'
import { exportFormats, reportDocument } from '../../locales/report-document.ts'
import { reportDates } from '../../report/asked-dates.ts'
import { depthLimits } from '../../report/depth-limits.ts'
import { dimensions } from '../../report/dimensions.ts'
import { localDate, mostDays } from '../../report/period-range.ts'
import { costReport, subjectOfFilter } from '../../report/read-cost-report.ts'
import { readForecast } from '../../report/read-forecast.ts'
import { readUseDetails } from '../../report/read-use-details.ts'
import { type UseRowsRequest, useRowKinds } from '../../report/read-use-rows.ts'
import { rangeOfDates } from '../../report/report-periods.ts'
import { costReportToJson } from '../../wire/cost-report.ts'
import { useDetailsToJson } from '../../wire/use-details.ts'
import {
  dateArgument,
  dimensionArgument,
  tenantArgument,
  timeZoneArgument,
  userArgument,
  wholeNumberArgument,
} from './arguments.ts'
import { examples } from './examples.ts'
import { printLiveReport, printUseTable } from './print-use-table.ts'
import { formatOf, partsOf, type ReportFlags } from './report-flags.ts'
import { reportText } from './report-text.ts'
import { useDetailsText } from './use-details-text.ts'
import type { WithBooks } from './with-autointel.ts'

const kinds = [...useRowKinds, 'live'] as const
type Kind = (typeof kinds)[number]

export function addReportCommand(program: Command, withBooks: WithBooks): void {
  program
    .command('report')
    .description(
      'Shows what was spent: in total, by task, model, provider, operation and depth, and by day; or a row for each day, week, month, workflow or conversation; or what is being spent now.',
    )
    .addArgument(new Argument('[kind]', 'what there is a row of').choices(kinds).default('summary'))
    .option('--since <date>', 'from this day on, such as 2026-11-01', dateArgument)
    .option('--until <date>', 'up to this day, which is part of it; default: today', dateArgument)
    .addOption(
      new Option('--days <n>', 'so many calendar days, today included; a summary has 7 unless told')
        .argParser(wholeNumberArgument(1, mostDays))
        .conflicts(['since', 'until']),
    )
    .option('--by <what>', `split rows: ${dimensions.join(', ')}`, dimensionArgument)
    .option(
      '--breakdown',
      'under each row, its models (or its tasks, where rows are split by model); in a summary every name, however many there are, what runs cost, tokens by role, what was asked again, and versions of prices',
    )
    .option(
      '--tz <zone>',
      'by the clocks of this time zone, such as Europe/Berlin; default: the books’',
      timeZoneArgument,
    )
    .option('--tenant <name>', 'only what was spent for this tenant', tenantArgument)
    .option('--user <id>', 'only what was spent for this user', userArgument)
    .option('--compact', 'only names, calls, tokens and cost')
    .option('--json', 'the rows as JSON; the same as --format json')
    .addOption(new Option('--csv', 'the same as --format csv').conflicts(['json', 'format']))
    .addOption(new Option('--format <format>', 'print a document').choices(exportFormats))
    .addHelpText(
      'after',
      examples(
        ['autointel report', 'the last seven days'],
        ['autointel report daily --since 2026-11-01 --breakdown', 'days, and their models'],
        ['autointel report monthly --by task --tz Asia/Tokyo', 'months in Tokyo, by task'],
        ['autointel report --by depth', 'what runs of each depth usually cost'],
        ['autointel report --days 1 --tenant guild_123', 'today, of one server'],
        ['autointel report workflow --csv > runs.csv', 'a table for a spreadsheet'],
        ['autointel report live', 'this hour, day and month, as they go on'],
      ),
    )
    .action((kind: Kind, flags: ReportFlags) =>
      withBooks((books, output) => reportCommand(kind, flags, books, output)),
    )
}

async function reportCommand(kind: Kind, flags: ReportFlags, books: Books, output: Output): Promise<number> {
  const { ledger, now } = books
  const { tenant, user, by } = flags
  const filter = { tenant, user }
  const timeZone = flags.tz ?? (await ledger.timeZone(subjectOfFilter(filter)))
  const parts = partsOf(flags)
  const isOfDates = flags.since !== undefined || flags.until !== undefined || flags.days !== undefined
  if (kind === 'live' && !isOfDates) {
    await untilInterrupted((stop) =>
      printLiveReport({ ...filter, timeZone, by, parts }, flags, books, output, stop),
    )
    return exitCodes.done
  }
  const rowKind = kind === 'live' ? 'summary' : kind
  const dates = reportDates(rowKind, flags, localDate(now(), timeZone).toString())
  if (dates.kind !== 'dates') {
    output.info(
      dates.kind === 'too_long'
        ? `A report is about ${dates.most} days at most.`
        : `--since ${dates.since} is after --until ${dates.until}.`,
    )
    return exitCodes.wrongUsage
  }
  const range = rangeOfDates(dates.first, dates.last, timeZone)
  const request = { ...filter, kind: rowKind, range, timeZone, by, parts }
  if (kind === 'summary' && !by) await printSummary(request, flags, books, output)
  else await printUseTable(request, flags, books, output)
  if (flags.until === undefined) await tellOfLater(range.toMs, filter, books, output)
  return exitCodes.done
}

async function untilInterrupted(watch: (stop: AbortSignal) => Promise<void>): Promise<void> {
  const interrupted = new AbortController()
  const end = () => interrupted.abort()
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  try {
    await watch(interrupted.signal)
  } finally {
    process.off('SIGINT', end)
    process.off('SIGTERM', end)
  }
}

/** Money that is booked under a later day, as after a clock that was wrong, is not to go unseen. */
async function tellOfLater(
  fromMs: number,
  filter: SummaryFilter,
  { ledger }: Books,
  output: Output,
): Promise<void> {
  const later = await ledger.summary({ fromMs, toMs: endOfTimeMs }, filter)
  if (later.costNanoUsd !== 0n || later.calls !== 0)
    output.info('There is more under later days than today; --until shows them.')
}

/** The last day that a date of four digits names. */
const endOfTimeMs = Date.UTC(9999, 11, 31)

async function printSummary(
  { range, timeZone, tenant, user }: UseRowsRequest,
  flags: ReportFlags,
  books: Books,
  output: Output,
): Promise<void> {
  const { ledger, workflows, now, config } = books
  const nowMs = now()
  const report = await costReport(ledger, {
    period: { kind: 'days', days: 1 },
    range,
    nowMs,
    timeZone,
    tenant,
    user,
    countWorkflows: async ({ fromMs, toMs }, filter, state) => {
      const of = {
        state,
        ...(filter.tenant && { tenant: filter.tenant }),
        ...(filter.user && { user: filter.user }),
      }
      return (
        (await workflows.countRuns({ ...of, sinceMs: fromMs })) -
        (await workflows.countRuns({ ...of, sinceMs: toMs }))
      )
    },
  })
  const format = formatOf(flags)
  const isRunning = range.fromMs <= nowMs && nowMs < range.toMs
  const limits = depthLimits(config.depthTiers)
  const details = flags.breakdown ? await readUseDetails(ledger, range, { tenant, user }) : undefined
  if (details && format === 'json') {
    const { failedCalls } = report.totals
    const told = { ...costReportToJson(report), details: useDetailsToJson(details, { limits, failedCalls }) }
    output.data(JSON.stringify(told))
    return
  }
  output.data(
    format
      ? reportDocument(report, format, textsOf('en'))
      : reportText(report, isRunning ? await readForecast(books, report.subject, nowMs) : undefined, {
          width: output.width,
          currency: config.displayCurrency,
          compact: flags.compact,
          hasAllRows: flags.breakdown,
        }),
  )
  if (details && !format) output.data(`\n${useDetailsText(details, limits, output.width)}`)
}
