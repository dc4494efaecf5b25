import { extname } from 'node:path'
import { type Command, Option } from 'commander'
import { exitCodes } from '../../app/exit-codes.ts'
import type { Books } from '../../app/open-books.ts'
import type { Output } from '../../app/output.ts'
import { problemText } from '../../app/terminal-text.ts'
import { writeWholeFile } from '../../app/whole-file.ts'
import { entryPages } from '../../ledger/walk-entries.ts'
import { entriesDocument } from '../../locales/entries-document.ts'
import { fileProblemWords } from '../../locales/file-problem-words.ts'
import { textsOf } from '../../locales/i18n.ts'
import { type ExportFormat, exportFormats } from '../../locales/report-document.ts'
import { subjectOfFilter } from '../../report/read-cost-report.ts'
import { rangeOfDates } from '../../report/report-periods.ts'
import { dateArgument, tenantArgument, timeZoneArgument, userArgument } from './arguments.ts'
import { examples } from './examples.ts'
import type { WithBooks } from './with-autointel.ts'

const english = textsOf('en')

interface ExportFlags {
  readonly format?: ExportFormat
  readonly since: string
  readonly until: string
  readonly tz?: string
  readonly tenant?: string
  readonly user?: string
}

/** Dates of four digits: everything that there is. */
const [firstDate, lastDate] = ['1970-01-01', '9999-12-30']

const extensions: Readonly<Record<string, ExportFormat>> = {
  '.csv': 'csv',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.md': 'markdown',
}

export function addExportCommand(program: Command, withBooks: WithBooks): void {
  program
    .command('export')
    .summary('every line of the ledger, for other programs')
    .description(
      'Writes the lines of the ledger, one for each call and each correction, with exact costs. However many there are, little memory is needed, and the file is there whole or not at all.',
    )
    .argument('[file]', 'where to; without it to standard output')
    .addOption(
      new Option('--format <format>', 'default: as the name of the file ends, else csv').choices(
        exportFormats,
      ),
    )
    .option('--since <date>', 'from this day on, such as 2026-11-01', dateArgument, firstDate)
    .option('--until <date>', 'up to this day, which is part of it', dateArgument, lastDate)
    .option('--tz <zone>', 'by the clocks of this time zone; default: the books’', timeZoneArgument)
    .option('--tenant <name>', 'only what was spent for this tenant', tenantArgument)
    .option('--user <id>', 'only what was spent for this user', userArgument)
    .addHelpText(
      'after',
      examples(
        ['autointel export costs.csv', 'everything, for a spreadsheet'],
        ['autointel export november.jsonl --since 2026-11-01', 'a JSON object a line'],
        ['autointel export --format json --tenant guild_123 | jq length', 'how many lines a server has'],
      ),
    )
    .action((file: string | undefined, flags: ExportFlags) =>
      withBooks((books, output) => exportCommand(file, flags, books, output)),
    )
}

async function exportCommand(
  file: string | undefined,
  { since, until, tz, tenant, user, format }: ExportFlags,
  { ledger }: Books,
  output: Output,
): Promise<number> {
  if (since > until) {
    output.info(`--since ${since} is after --until ${until}.`)
    return exitCodes.wrongUsage
  }
  const timeZone = tz ?? (await ledger.timeZone(subjectOfFilter({ tenant, user })))
  const range = rangeOfDates(since, until, timeZone)
  const chosen = format ?? extensions[extname(file ?? '').toLowerCase()] ?? 'csv'
  const pages = entryPages(ledger, range, { tenant, user })
  const parts = entriesDocument(pages, chosen, english)
  if (file === undefined || file === '-') {
    for await (const part of parts) {
      if (part !== '') output.data(part)
      if (output.flushed && !(await output.flushed())) break
    }
    return exitCodes.done
  }
  try {
    await writeWholeFile(file, parts)
  } catch (error) {
    const problem = fileProblemWords(file, error, english)
    if (!problem) throw error
    output.info(problemText(problem.says, problem.advice, output.width))
    return exitCodes.failed
  }
  output.info(`Wrote ${file}.`)
  return exitCodes.done
}
