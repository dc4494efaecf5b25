#!/usr/bin/env node
import { buffer, text } from 'node:stream/consumers'
import { CommanderError } from 'commander'
import type { BooksTransfer } from './app/books-transfer.ts'
import type { Config } from './app/config.ts'
import { environment } from './app/environment.ts'
import { exitCodes } from './app/exit-codes.ts'
import type { Autointel } from './app/open-autointel.ts'
import type { Books } from './app/open-books.ts'
import { type Output, processOutput } from './app/output.ts'
import { reportError } from './app/report-error.ts'
import { printable } from './app/terminal-text.ts'
import { systemTimers } from './app/timers.ts'
import type { Check } from './surfaces/cli/doctor/check.ts'
import { createProgram } from './surfaces/cli/program.ts'

const output = processOutput(({ code, message }) =>
  process.stderr.write(
    code === 'ENOSPC'
      ? 'Not all could be written: there is no room for it.\n'
      : `Not all could be written: ${message}.\n`,
  ),
)

// What is heavy is loaded when a command needs it: help and wrong usage are answered at once.

async function readConfig(): Promise<Config> {
  const config = await import('./app/config.ts')
  return config.readConfig()
}

async function open(config: Config): Promise<Autointel> {
  const [{ openAutointel }, { cautionText }, { costsProblemText }, { textsOf }] = await Promise.all([
    import('./app/open-autointel.ts'),
    import('./locales/caution-text.ts'),
    import('./locales/file-problem-words.ts'),
    import('./locales/i18n.ts'),
  ])
  const english = textsOf('en')
  if (!config.tracksCosts) output.info(english.t('costSettings.untracked'))
  return openAutointel(config, {
    standardInput: () => buffer(process.stdin),
    observer: {
      caution: (caution) => output.info(printable(cautionText(caution, english))),
      costsProblem: (error) => output.info(costsProblemText(error, english)),
    },
  })
}

async function openBooks(config: Config): Promise<Books> {
  const [books, { costsProblemText }, { textsOf }] = await Promise.all([
    import('./app/open-books.ts'),
    import('./locales/file-problem-words.ts'),
    import('./locales/i18n.ts'),
  ])
  const english = textsOf('en')
  if (!config.tracksCosts) output.info(english.t('costSettings.untracked'))
  return books.openBooks(config, {
    onCostsProblem: (error) => output.info(costsProblemText(error, english)),
  })
}

/** Opens something, runs a command on it and closes it. */
function withOpened<Opened extends Pick<Books, 'endedAtOpening' | 'close'>>(
  open: (config: Config) => Promise<Opened>,
): (command: (opened: Opened, output: Output) => Promise<number>) => Promise<void> {
  return async (command) => {
    const opened = await open(await readConfig())
    const letGo = closeWhenInterrupted(opened)
    try {
      const { length: ended } = opened.endedAtOpening
      if (ended > 0)
        output.info(`Booked ${ended} ${ended === 1 ? 'call' : 'calls'} of ended processes as unresolved.`)
      process.exitCode = await command(opened, output)
    } finally {
      letGo()
      await opened.close()
    }
  }
}

/** A command that does not look after Ctrl-C itself is ended by it, with everything closed and written as at any other end. */
function closeWhenInterrupted(opened: Pick<Books, 'close'>): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const
  const letGo = () => {
    for (const signal of signals) process.off(signal, close)
  }
  const close = async (signal: NodeJS.Signals) => {
    letGo()
    if (process.listenerCount(signal) > 0) return
    await opened.close()
    process.exit(exitCodes.cancelled)
  }
  for (const signal of signals) process.on(signal, close)
  return letGo
}

async function examine(): Promise<readonly Check[]> {
  const doctor = await import('./surfaces/cli/doctor/examine.ts')
  return doctor.examine({ readConfig, open, get: fetch, timers: systemTimers })
}

/** As what it needs is heavy, it is loaded when something is carried. */
const transfer: BooksTransfer = {
  move: async (...args) => (await openTransfer()).move(...args),
  restore: async (...args) => (await openTransfer()).restore(...args),
}

async function openTransfer(): Promise<BooksTransfer> {
  const { booksTransfer } = await import('./app/books-transfer.ts')
  return booksTransfer(readConfig)
}

const exitWith = (code: number): void => {
  process.exitCode = code
}
const surroundings = {
  variables: environment,
  folder: process.cwd(),
  readInput: () => text(process.stdin),
  prompts:
    process.stdin.isTTY && process.stdout.isTTY
      ? async () => (await import('./surfaces/cli/init/terminal-prompts.ts')).terminalPrompts
      : undefined,
  checkSettings: async (variables: NodeJS.ProcessEnv) =>
    (await import('./app/config.ts')).readConfig(variables),
}
const parts = {
  withAutointel: withOpened(open),
  withBooks: withOpened(openBooks),
  examine,
  transfer,
  output,
  exitWith,
  surroundings,
}
const program = await createProgram(parts, process.argv.slice(2))

try {
  if (process.argv.length <= 2) program.help({ error: true })
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : exitCodes.wrongUsage
  else {
    const { errorWords } = await import('./locales/error-words.ts')
    process.exitCode = reportError(error, output, errorWords)
  }
}
