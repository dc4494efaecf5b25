import { Command } from 'commander'
import type { Output } from '../../app/output.ts'
import { addAnomaliesCommand } from './anomalies-command.ts'
import { addBackupCommand } from './backup-command.ts'
import { addBudgetCommand } from './budget-command.ts'
import { addCorrectCommand } from './correct-command.ts'
import type { Check } from './doctor/check.ts'
import { addDoctorCommand } from './doctor-command.ts'
import { examples } from './examples.ts'
import { addForecastCommand } from './forecast-command.ts'
import { addForgetCommand } from './forget-command.ts'
import { addInitCommand, type Surroundings } from './init/init-command.ts'
import { addKeyCommand } from './key-command.ts'
import { addPricesCommand } from './prices/prices-command.ts'
import { addRecallCommand } from './recall-command.ts'
import { addReconcileCommand } from './reconcile/reconcile-command.ts'
import { addReportCommand } from './report-command.ts'
import { addResumeCommand } from './resume-command.ts'
import { addRunCommand } from './run-command.ts'
import { addUnresolvedCommand } from './unresolved-command.ts'
import { addVerifyCommand } from './verify-command.ts'
import type { WithAutointel } from './with-autointel.ts'
import { addWorkflowsCommand } from './workflows-command.ts'

export interface ProgramParts {
  readonly withAutointel: WithAutointel
  readonly examine: () => Promise<readonly Check[]>
  readonly output: Output
  /** Takes the exit code of a command that opens nothing. */
  readonly exitWith: (code: number) => void
  readonly surroundings: Surroundings
}

/** All commands. Wrong usage throws a `CommanderError` after it has been told. */
export function createProgram(parts: ProgramParts): Command {
  const { withAutointel, examine, output, exitWith } = parts
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
  addRecallCommand(program, withAutointel)
  addReportCommand(program, withAutointel)
  addForecastCommand(program, withAutointel)
  addAnomaliesCommand(program, withAutointel)
  addBudgetCommand(program, withAutointel)
  addKeyCommand(program, withAutointel)
  addPricesCommand(program, withAutointel)
  addUnresolvedCommand(program, withAutointel)
  addCorrectCommand(program, withAutointel)
  addReconcileCommand(program, withAutointel)
  addVerifyCommand(program, withAutointel)
  addBackupCommand(program, withAutointel)
  addForgetCommand(program, withAutointel)
  addInitCommand(program, parts)
  addDoctorCommand(program, examine, output, exitWith)
  return program
}
