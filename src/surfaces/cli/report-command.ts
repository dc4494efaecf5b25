import { type Command, Option } from 'commander'
import { exitCodes } from '../../app/exit-codes.ts'
import type { Autointel } from '../../app/open-autointel.ts'
import type { Output } from '../../app/output.ts'
import { textsOf } from '../../locales/i18n.ts'
import { type ExportFormat, exportFormats, reportDocument } from '../../locales/report-document.ts'
import { mostDays } from '../../report/period-range.ts'
import { costReport } from '../../report/read-cost-report.ts'
import { readForecast } from '../../report/read-forecast.ts'
import { tenantArgument, userArgument, wholeNumberArgument } from './arguments.ts'
import { examples } from './examples.ts'
import { reportText } from './report-text.ts'
import type { WithAutointel } from './with-autointel.ts'

interface ReportFlags {
  readonly days: number
  readonly tenant?: string
  readonly user?: string
  readonly json?: boolean
  readonly format?: ExportFormat
}

export function addReportCommand(program: Command, withAutointel: WithAutointel): void {
  program
    .command('report')
    .summary('what was spent, on what')
    .description('Shows what was spent: in total, by task, model, provider, operation and depth, and by day.')
    .option('--days <n>', 'so many calendar days, today included', wholeNumberArgument(1, mostDays), 7)
    .option('--tenant <name>', 'only what was spent for this tenant', tenantArgument)
    .option('--user <id>', 'only what was spent for this user', userArgument)
    .option('--json', 'the same as --format json')
    .addOption(new Option('--format <format>', 'print a document').choices(exportFormats))
    .addHelpText(
      'after',
      examples(
        ['autointel report', 'the last seven days'],
        ['autointel report --days 1 --tenant guild_123', 'today, of one server'],
        ['autointel report --days 30 --format csv > costs.csv', 'a table for a spreadsheet'],
        ['autointel report --json', 'figures for programs'],
      ),
    )
    .action((flags: ReportFlags) =>
      withAutointel((autointel, output) => reportCommand(flags, autointel, output)),
    )
}

async function reportCommand(
  { days, tenant, user, json, format = json ? 'json' : undefined }: ReportFlags,
  autointel: Autointel,
  output: Output,
): Promise<number> {
  const { ledger, workflows, now, config } = autointel
  const nowMs = now()
  const report = await costReport(ledger, {
    period: { kind: 'days', days },
    nowMs,
    tenant,
    user,
    countWorkflows: ({ fromMs }, filter, state) =>
      workflows.countRuns({
        state,
        sinceMs: fromMs,
        ...(filter.tenant && { tenant: filter.tenant }),
        ...(filter.user && { user: filter.user }),
      }),
  })
  output.data(
    format
      ? reportDocument(report, format, textsOf('en'))
      : reportText(report, await readForecast(autointel, report.subject, nowMs), {
          width: output.width,
          currency: config.displayCurrency,
        }),
  )
  return exitCodes.done
}
