import type { Command } from 'commander'
import { exitCodes } from '../../app/exit-codes.ts'
import type { Books } from '../../app/open-books.ts'
import type { Output } from '../../app/output.ts'
import { wrapped } from '../../app/terminal-text.ts'
import { botSubject, type Subject } from '../../ledger/subject.ts'
import { readForecast } from '../../report/read-forecast.ts'
import { forecastToJson } from '../../wire/forecast.ts'
import { subjectArgument } from './arguments.ts'
import { examples } from './examples.ts'
import { forecastText } from './forecast-text.ts'
import type { WithBooks } from './with-autointel.ts'

export function addForecastCommand(program: Command, withBooks: WithBooks): void {
  program
    .command('forecast')
    .description(
      'Says what a subject’s month will have cost if it goes on as of late, between which two amounts, and when its budgets of the hour, the day and the month are used up. Days before a lasting change of the level do not count.\nUnder three days of spend there is no forecast, under fourteen a rough one.',
    )
    .argument(
      '[subject]',
      'whose month, such as guild_123, user_123 or cli; default: that of the whole bot',
      subjectArgument,
    )
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText(
      'after',
      examples(
        ['autointel forecast', 'of the whole bot'],
        ['autointel forecast guild_123', 'of one server'],
        ['autointel forecast --json', 'figures for programs'],
      ),
    )
    .action((subject: Subject = botSubject, flags: { readonly json?: boolean } = {}) =>
      withBooks((books, output) => forecastCommand(subject, flags, books, output)),
    )
}

async function forecastCommand(
  subject: Subject,
  { json }: { readonly json?: boolean },
  books: Books,
  output: Output,
): Promise<number> {
  const { ledger, now, config } = books
  const forecast = await readForecast(books, subject, now())
  const timeZone = await ledger.timeZone(subject)
  if (json) output.data(JSON.stringify(forecastToJson(subject.name, timeZone, forecast)))
  else {
    const currency = config.displayCurrency
    const text = forecastText(forecast, { subject: subject.name, timeZone, currency })
    output.data(wrapped(text, output.width))
  }
  return exitCodes.done
}
