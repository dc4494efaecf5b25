import type { Command } from 'commander'
import type { BooksTransfer } from '../../app/books-transfer.ts'
import type { Output } from '../../app/output.ts'
import type { Check } from './doctor/check.ts'
import type { Surroundings } from './init/init-command.ts'
import type { WithAutointel, WithBooks } from './with-autointel.ts'

/** What commands are given. */
export interface ProgramParts {
  readonly withAutointel: WithAutointel
  readonly withBooks: WithBooks
  readonly examine: () => Promise<readonly Check[]>
  readonly transfer: BooksTransfer
  readonly output: Output
  /** Takes the exit code of a command that opens nothing. */
  readonly exitWith: (code: number) => void
  readonly surroundings: Surroundings
}

export interface CommandEntry {
  /** Its name, and what is given to it, as the list of all commands shows it. */
  readonly usage: string
  readonly summary: string
  /** Loads what the command needs and adds it to the program. */
  readonly add: (program: Command, parts: ProgramParts) => Promise<void>
}

/** All commands, in the order in which help lists them. */
export const commands: readonly CommandEntry[] = [
  {
    usage: 'run [options] <sources...>',
    summary: 'brief a source, or compare several (the default command)',
    add: async (program, { withAutointel }) =>
      (await import('./run-command.ts')).addRunCommand(program, withAutointel),
  },
  {
    usage: 'resume [options] [workflow]',
    summary: 'go on with unfinished workflows',
    add: async (program, { withAutointel }) =>
      (await import('./resume-command.ts')).addResumeCommand(program, withAutointel),
  },
  {
    usage: 'workflows [options]',
    summary: 'the latest runs',
    add: async (program, { withAutointel }) =>
      (await import('./workflows-command.ts')).addWorkflowsCommand(program, withAutointel),
  },
  {
    usage: 'recall [options] <question>',
    summary: 'ask what was read',
    add: async (program, { withAutointel }) =>
      (await import('./recall-command.ts')).addRecallCommand(program, withAutointel),
  },
  {
    usage: 'report [options] [kind]',
    summary: 'what was spent, on what, when',
    add: async (program, { withBooks }) =>
      (await import('./report-command.ts')).addReportCommand(program, withBooks),
  },
  {
    usage: 'forecast [options] [subject]',
    summary: 'what the month will have cost',
    add: async (program, { withBooks }) =>
      (await import('./forecast-command.ts')).addForecastCommand(program, withBooks),
  },
  {
    usage: 'anomalies [options]',
    summary: 'what stands out in the spend',
    add: async (program, { withBooks }) =>
      (await import('./anomalies-command.ts')).addAnomaliesCommand(program, withBooks),
  },
  {
    usage: 'recommend [options]',
    summary: 'what could be saved',
    add: async (program, { withAutointel }) =>
      (await import('./recommend-command.ts')).addRecommendCommand(program, withAutointel),
  },
  {
    usage: 'export [options] [file]',
    summary: 'every line of the ledger, for other programs',
    add: async (program, { withBooks }) =>
      (await import('./export-command.ts')).addExportCommand(program, withBooks),
  },
  {
    usage: 'budget',
    summary: 'see and set what may be spent',
    add: async (program, { withAutointel }) =>
      (await import('./budget-command.ts')).addBudgetCommand(program, withAutointel),
  },
  {
    usage: 'key',
    summary: 'keys for other programs',
    add: async (program, { withAutointel }) =>
      (await import('./key-command.ts')).addKeyCommand(program, withAutointel),
  },
  {
    usage: 'prices [options] [model...]',
    summary: 'what models cost',
    add: async (program, { withAutointel }) =>
      (await import('./prices/prices-command.ts')).addPricesCommand(program, withAutointel),
  },
  {
    usage: 'unresolved [options]',
    summary: 'calls whose bill never came',
    add: async (program, { withAutointel }) =>
      (await import('./unresolved-command.ts')).addUnresolvedCommand(program, withAutointel),
  },
  {
    usage: 'correct [options] <entry> [amount]',
    summary: 'book what a call did cost',
    add: async (program, { withAutointel }) =>
      (await import('./correct-command.ts')).addCorrectCommand(program, withAutointel),
  },
  {
    usage: 'reconcile [options]',
    summary: "hold a provider's bill against the books",
    add: async (program, { withAutointel }) =>
      (await import('./reconcile/reconcile-command.ts')).addReconcileCommand(program, withAutointel),
  },
  {
    usage: 'verify [options]',
    summary: 'check the books',
    add: async (program, { withBooks }) =>
      (await import('./verify-command.ts')).addVerifyCommand(program, withBooks),
  },
  {
    usage: 'backup <file>',
    summary: 'copy the books',
    add: async (program, { withAutointel }) =>
      (await import('./backup-command.ts')).addBackupCommand(program, withAutointel),
  },
  {
    usage: 'restore [options] <file>',
    summary: 'make books of a backup',
    add: async (program, parts) => (await import('./move-command.ts')).addRestoreCommand(program, parts),
  },
  {
    usage: 'move [options]',
    summary: 'carry the books to Postgres, or back to a file',
    add: async (program, parts) => (await import('./move-command.ts')).addMoveCommand(program, parts),
  },
  {
    usage: 'forget [options] [workflow]',
    summary: 'have what was read forgotten, for good',
    add: async (program, { withAutointel }) =>
      (await import('./forget-command.ts')).addForgetCommand(program, withAutointel),
  },
  {
    usage: 'init [options]',
    summary: 'set Autointel up',
    add: async (program, parts) => (await import('./init/init-command.ts')).addInitCommand(program, parts),
  },
  {
    usage: 'doctor [options]',
    summary: 'check that everything is in order',
    add: async (program, { examine, output, exitWith }) =>
      (await import('./doctor-command.ts')).addDoctorCommand(program, examine, output, exitWith),
  },
]
