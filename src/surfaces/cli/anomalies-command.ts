import type { Command } from 'commander'
import { exitCodes } from '../../app/exit-codes.ts'
import type { Books } from '../../app/open-books.ts'
import type { Output } from '../../app/output.ts'
import { botSubject } from '../../ledger/subject.ts'
import type { TimeRange } from '../../ledger/summary.ts'
import { localDate } from '../../report/period-range.ts'
import { readAnomalies } from '../../report/read-anomalies.ts'
import { anomaliesToJson } from '../../wire/anomalies.ts'
import { anomaliesText } from './anomalies-text.ts'
import { dateArgument } from './arguments.ts'
import { examples } from './examples.ts'
import type { WithBooks } from './with-autointel.ts'

interface AnomaliesFlags {
  readonly since?: string
  readonly until?: string
  readonly json?: boolean
}

const usualDays = 30
/** Each day is held against months before it. */
const mostDays = 366

export function addAnomaliesCommand(program: Command, withBooks: WithBooks): void {
  program
    .command('anomalies')
    .description(
      'Lists the days on which the whole bot, a server, a model or a task cost far more than the days before lead to expect, runs that were far dearer than others of their depth, models whose calls have become dearer, and models whose calls fail.',
    )
    .option('--since <date>', `from this day on; default: ${usualDays} days up to the last one`, dateArgument)
    .option('--until <date>', 'up to this day, which is part of it; default: today', dateArgument)
    .option('--json', 'print one JSON array and nothing else')
    .addHelpText(
      'after',
      examples(
        ['autointel anomalies', 'of the last thirty days'],
        ['autointel anomalies --since 2026-11-01 --until 2026-11-30 --json', 'of a month, for programs'],
      ),
    )
    .action((flags: AnomaliesFlags) => withBooks((books, output) => anomaliesCommand(flags, books, output)))
}

async function anomaliesCommand(
  { since, until, json }: AnomaliesFlags,
  { ledger, workers, config, now }: Books,
  output: Output,
): Promise<number> {
  const nowMs = now()
  const timeZone = await ledger.timeZone(botSubject)
  const last = until ? Temporal.PlainDate.from(until) : localDate(nowMs, timeZone)
  const first = since ? Temporal.PlainDate.from(since) : last.subtract({ days: usualDays - 1 })
  const days = first.until(last).days + 1
  if (days < 1) {
    output.info(`--since ${first} is after --until ${last}.`)
    return exitCodes.wrongUsage
  }
  if (days > mostDays) {
    output.info(`Anomalies are looked for in ${mostDays} days at most.`)
    return exitCodes.wrongUsage
  }
  const books = { ledger, workers, leastNanoUsd: config.leastAnomalyNanoUsd }
  const found = await readAnomalies(books, rangeOf(first, last, timeZone), nowMs)
  output.data(json ? JSON.stringify(anomaliesToJson(found)) : anomaliesText(found, timeZone, output.width))
  return exitCodes.done
}

function rangeOf(first: Temporal.PlainDate, last: Temporal.PlainDate, timeZone: string): TimeRange {
  return {
    fromMs: first.toZonedDateTime(timeZone).epochMilliseconds,
    toMs: last.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds,
  }
}
