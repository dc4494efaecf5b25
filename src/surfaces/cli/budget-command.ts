import { Argument, type Command } from 'commander'
import { exitCodes } from '../../app/exit-codes.ts'
import type { Autointel } from '../../app/open-autointel.ts'
import type { Output } from '../../app/output.ts'
import { printableName, wrapped } from '../../app/terminal-text.ts'
import type { BudgetMode, BudgetStatus } from '../../ledger/budget-limit.ts'
import { type Period, periods } from '../../ledger/period.ts'
import { defaultSubject, directMessagesDefault, type Subject } from '../../ledger/subject.ts'
import type { NanoUsd } from '../../money/nano-usd.ts'
import { budgetsToJson } from '../../wire/budgets.ts'
import { amountArgument, periodArgument, subjectArgument, timeZoneArgument } from './arguments.ts'
import { budgetTable, localTime } from './budget-text.ts'
import { examples } from './examples.ts'
import { limitText } from './limit-text.ts'
import { table } from './text-table.ts'
import type { WithAutointel } from './with-autointel.ts'

/** Who made a change, for the history. */
const changedBy = 'command line'
const historyLength = 50
const subjectHelp =
  'bot, guild_<id>, dm_<id>, user_<id>, another tenant such as cli, default for all tenants, or dm for all direct messages'

export function addBudgetCommand(program: Command, withAutointel: WithAutointel): void {
  const budget = program
    .command('budget')
    .description(
      'Shows and sets what the bot, a server, a person or the command line may spend in an hour, a day or a month.\nA call must fit into all budgets that bind it.',
    )
    .addHelpText(
      'after',
      examples(
        ['autointel budget show', 'all budgets, with what is spent of them'],
        ['autointel budget set guild_123 day 20', 'one server, $20 a day'],
        ['autointel budget set bot month 300 --soft', 'warn above $300 a month, refuse nothing'],
        ['autointel budget unset guild_123 day', 'back to the default'],
        ['autointel budget timezone guild_123 Europe/Berlin', 'when its days begin'],
      ),
    )
  addChanges(budget, withAutointel)
  addViews(budget, withAutointel)
}

const subject = () => new Argument('<subject>', subjectHelp).argParser(subjectArgument)
const period = () => new Argument('<period>', periods.join(', ')).argParser(periodArgument)

function addChanges(budget: Command, withAutointel: WithAutointel): void {
  budget
    .command('set')
    .description('Sets a budget; it holds at once.')
    .addArgument(subject())
    .addArgument(period())
    .addArgument(new Argument('<amount>', 'US dollars, such as 50').argParser(amountArgument))
    .option('--soft', 'warn instead of refusing')
    .addHelpText(
      'after',
      examples(['autointel budget set default day 10', 'all that have none of their own']),
    )
    .action((of: Subject, period: Period, limit: NanoUsd, flags: { soft?: boolean }) =>
      withAutointel((autointel, output) =>
        changeBudget(of, period, limit, flags.soft ? 'soft' : 'hard', autointel, output),
      ),
    )
  budget
    .command('unset')
    .description('Takes a budget away; then the default holds again, if there is one.')
    .addArgument(subject())
    .addArgument(period())
    .addHelpText('after', examples(['autointel budget unset user_123 day', 'no limit of their own']))
    .action((of: Subject, period: Period) =>
      withAutointel((autointel, output) => changeBudget(of, period, undefined, 'hard', autointel, output)),
    )
  budget
    .command('timezone')
    .description('Sets when the hours, days and months of a subject begin.')
    .addArgument(subject())
    .addArgument(new Argument('<zone>', 'IANA name, such as Europe/Berlin').argParser(timeZoneArgument))
    // An offset such as -05:19 is to be answered as the zone that it is meant for, not as an option.
    .allowUnknownOption()
    .addHelpText(
      'after',
      examples(['autointel budget timezone guild_123 America/New_York', 'its own midnight']),
    )
    .action((of: Subject, zone: string) =>
      withAutointel((autointel, output) => setTimeZone(of, zone, autointel, output)),
    )
}

function addViews(budget: Command, withAutointel: WithAutointel): void {
  budget
    .command('show', { isDefault: true })
    .description('Shows the budgets of one subject, or of all.')
    .addArgument(new Argument('[subject]', subjectHelp).argParser(subjectArgument))
    .option('--json', 'print JSON and nothing else: an object, or an array for all')
    .addHelpText('after', examples(['autointel budget show guild_123', 'one server']))
    .action((of: Subject | undefined, flags: { json?: boolean }) =>
      withAutointel((autointel, output) => showBudgets(of, flags.json === true, autointel, output)),
    )
  budget
    .command('history')
    .description('Shows how the budgets of a subject were changed, newest first.')
    .addArgument(subject())
    .addHelpText('after', examples(['autointel budget history bot', 'who set what, and when']))
    .action((of: Subject) => withAutointel((autointel, output) => showHistory(of, autointel, output)))
}

async function changeBudget(
  subject: Subject,
  period: Period,
  limitNanoUsd: NanoUsd | undefined,
  mode: BudgetMode,
  { ledger, now, config }: Autointel,
  output: Output,
): Promise<number> {
  await ledger.setBudget({ subject, period, limitNanoUsd, mode, by: changedBy, role: 'owner', atMs: now() })
  const statuses = await ledger.budgetStatus(subject, now())
  const lookOfTable = { currency: config.displayCurrency, width: output.width }
  output.data(`${subject.name} (${await ledger.timeZone(subject)})\n${budgetTable(statuses, lookOfTable)}`)
  return exitCodes.done
}

async function showBudgets(
  subject: Subject | undefined,
  json: boolean,
  { ledger, now, config }: Autointel,
  output: Output,
): Promise<number> {
  const nowMs = now()
  const shown = await Promise.all(
    (subject === undefined ? await ledger.subjects() : [subject]).map(async (shown) => ({
      name: shown.name,
      timeZone: await ledger.timeZone(shown),
      statuses: await ledger.budgetStatus(shown, nowMs),
    })),
  )
  if (json) {
    const all = shown.map(({ name, timeZone, statuses }) => budgetsToJson(name, timeZone, statuses))
    output.data(JSON.stringify(subject === undefined ? all : all[0]))
  } else {
    const texts = shown.map(
      ({ name, timeZone, statuses }) =>
        `${printableName(name)} (${timeZone})\n${budgetTable(statuses, { currency: config.displayCurrency, width: output.width })}`,
    )
    output.data(texts.join('\n\n'))
    if (subject === undefined)
      output.data(
        wrapped(
          `\n${defaultsText('Tenants', await ledger.budgetStatus(defaultSubject, nowMs))}\n${defaultsText('Direct messages', await ledger.budgetStatus(directMessagesDefault, nowMs))}`,
          output.width,
        ),
      )
  }
  return exitCodes.done
}

/** What binds tenants that are not listed, because they have neither spent nor a budget of their own. */
function defaultsText(whose: string, statuses: readonly BudgetStatus[]): string {
  const limits = statuses.flatMap(({ budget, period }) =>
    budget ? [`${limitText(budget.limitNanoUsd)} ${period === 'hour' ? 'an' : 'a'} ${period}`] : [],
  )
  return `${whose} without a budget of their own: ${limits.join(', ')}.`
}

async function setTimeZone(
  subject: Subject,
  timeZone: string,
  { ledger, now }: Autointel,
  output: Output,
): Promise<number> {
  if (subject.name === defaultSubject.name || subject.name === directMessagesDefault.name) {
    output.info('The time zone of all that have none of their own is the setting TIME_ZONE.')
    return exitCodes.wrongUsage
  }
  await ledger.setTimeZone({ subject, timeZone, by: changedBy, role: 'owner', atMs: now() })
  const clock = localTime(now(), timeZone)
  output.data(
    `Periods of ${subject.name} now begin by the clocks of ${timeZone}, where it is ${clock}. What is already spent goes on counting until the old hour, day and month have ended.`,
  )
  return exitCodes.done
}

async function showHistory(subject: Subject, { ledger }: Autointel, output: Output): Promise<number> {
  const changes = [
    ...(await ledger.budgetHistory(subject, historyLength)),
    ...(await ledger.timeZoneHistory(subject, historyLength)),
  ]
    .sort((a, b) => b.atMs - a.atMs)
    .slice(0, historyLength)
  const timeZone = await ledger.timeZone(subject)
  const amountOf = (limit: NanoUsd | undefined) => (limit === undefined ? 'none' : limitText(limit))
  const rows = changes.map((change) => {
    const when = localTime(change.atMs, timeZone)
    if ('timeZone' in change)
      return [when, 'zone', `${change.previousTimeZone} → ${change.timeZone}`, '', change.by]
    const { period, previousLimitNanoUsd, limitNanoUsd, mode, by } = change
    const limits = `${amountOf(previousLimitNanoUsd)} → ${amountOf(limitNanoUsd)}`
    return [when, period, limits, limitNanoUsd === undefined ? '' : mode, by]
  })
  output.data(rows.length > 0 ? table(rows) : `The budgets of ${subject.name} were never changed.`)
  return exitCodes.done
}
