#!/usr/bin/env node
import './app/environment.ts'
import { buffer } from 'node:stream/consumers'
import { Command, CommanderError } from 'commander'
import { type Config, readConfig } from './app/config.ts'
import { exitCodes } from './app/exit-codes.ts'
import type { Autointel } from './app/open-autointel.ts'
import { processOutput } from './app/output.ts'
import { reportError } from './app/report-error.ts'
import { printable } from './app/terminal-text.ts'
import { systemTimers } from './app/timers.ts'
import { cautionText } from './locales/caution-text.ts'
import { errorAdvice } from './locales/error-advice.ts'
import { textsOf } from './locales/i18n.ts'
import { addBackupCommand } from './surfaces/cli/backup-command.ts'
import { addBudgetCommand } from './surfaces/cli/budget-command.ts'
import { addCorrectCommand } from './surfaces/cli/correct-command.ts'
import type { Check } from './surfaces/cli/doctor/check.ts'
import { addDoctorCommand } from './surfaces/cli/doctor-command.ts'
import { examples } from './surfaces/cli/examples.ts'
import { addPricesCommand } from './surfaces/cli/prices-command.ts'
import { addReportCommand } from './surfaces/cli/report-command.ts'
import { addResumeCommand } from './surfaces/cli/resume-command.ts'
import { addRunCommand } from './surfaces/cli/run-command.ts'
import { addUnresolvedCommand } from './surfaces/cli/unresolved-command.ts'
import { addVerifyCommand } from './surfaces/cli/verify-command.ts'
import type { WithAutointel } from './surfaces/cli/with-autointel.ts'
import { addWorkflowsCommand } from './surfaces/cli/workflows-command.ts'

const output = processOutput()

/** What is heavy is loaded when a command needs it: help and wrong usage are answered at once. */
async function open(config: Config): Promise<Autointel> {
  const { openAutointel } = await import('./app/open-autointel.ts')
  return openAutointel(config, {
    standardInput: () => buffer(process.stdin),
    observer: {
      caution: (caution) => output.info(printable(cautionText(caution, textsOf('en')))),
    },
  })
}

const withAutointel: WithAutointel = async (command) => {
  const autointel = await open(readConfig())
  try {
    const { length: ended } = autointel.endedAtOpening
    if (ended > 0)
      output.info(`Booked ${ended} ${ended === 1 ? 'call' : 'calls'} of ended processes as unresolved.`)
    process.exitCode = await command(autointel, output)
  } finally {
    await autointel.close()
  }
}

async function examine(): Promise<readonly Check[]> {
  const doctor = await import('./surfaces/cli/doctor/examine.ts')
  return doctor.examine({ readConfig, open, get: fetch, timers: systemTimers })
}

const program = new Command('autointel')
  .description(
    'Reads an article, PDF, transcript or recording for you, and never spends more than it was allowed to.\nWithout any key the built-in analyst works on this machine, for free.',
  )
  .version('0.1.0')
  .configureHelp({ helpWidth: output.width })
  .configureOutput({ writeErr: (text) => output.info(text.trimEnd()) })
  .showHelpAfterError('("autointel help" lists all commands, "autointel help <command>" explains one)')
  .exitOverride()
  .addHelpText(
    'after',
    `${examples(
      ['autointel report.pdf', 'brief a file'],
      ['autointel https://example.com/article -d deep', 'brief a page, and check its claims'],
      ['autointel report --days 30', 'what was spent'],
      ['autointel budget set cli day 5', 'spend at most $5 a day here'],
      ['autointel doctor', 'check settings, database, providers and prices'],
    )}

Settings come from the environment and from .env in this folder; .env.example explains each.
Results go to standard output, everything else to standard error.`,
  )

addRunCommand(program, withAutointel)
addResumeCommand(program, withAutointel)
addWorkflowsCommand(program, withAutointel)
addReportCommand(program, withAutointel)
addBudgetCommand(program, withAutointel)
addPricesCommand(program, withAutointel)
addUnresolvedCommand(program, withAutointel)
addCorrectCommand(program, withAutointel)
addVerifyCommand(program, withAutointel)
addBackupCommand(program, withAutointel)
addDoctorCommand(program, examine, output, (code) => {
  process.exitCode = code
})

try {
  if (process.argv.length <= 2) program.help({ error: true })
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : exitCodes.wrongUsage
  else process.exitCode = reportError(error, output, errorAdvice)
}
