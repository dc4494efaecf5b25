import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommanderError } from 'commander'
import type { buildConnector } from 'undici'
import { booksTransfer } from '../../../src/app/books-transfer.ts'
import { readConfig } from '../../../src/app/config.ts'
import { exitCodes } from '../../../src/app/exit-codes.ts'
import { openAutointel } from '../../../src/app/open-autointel.ts'
import { openBooks } from '../../../src/app/open-books.ts'
import type { Output } from '../../../src/app/output.ts'
import { reportError } from '../../../src/app/report-error.ts'
import { cautionText } from '../../../src/locales/caution-text.ts'
import { errorWords } from '../../../src/locales/error-words.ts'
import { textsOf } from '../../../src/locales/i18n.ts'
import type { ProgramParts } from '../../../src/surfaces/cli/commands.ts'
import { examine } from '../../../src/surfaces/cli/doctor/examine.ts'
import type { Prompts } from '../../../src/surfaces/cli/init/prompts.ts'
import { createProgram } from '../../../src/surfaces/cli/program.ts'
import { temporaryFolder } from '../ledger/temporary-books.ts'
import { patientTimers } from '../time/patient-timers.ts'
import { sharedWorkers } from '../workers/shared-workers.ts'

export interface CommandLineOptions {
  /** As in the environment; the data folder is one of the test's own. */
  readonly settings: Readonly<Record<string, string>>
  /** Which server answers in the place of which addresses, the last that fits: `{ 'https://api.groq.com': 'http://127.0.0.1:4000' }`. */
  readonly servers?: Readonly<Record<string, string>>
  /** What dials for sources: see `openLocalWeb`. */
  readonly sourceConnector?: buildConnector.connector
  /** What stands on standard input. */
  readonly input?: string
  /** Who answers at the terminal; default: nobody, there is none. */
  readonly prompts?: Prompts
  /** Epoch milliseconds; default: the machine's. */
  readonly now?: () => number
  /** Of the terminal; default: 100. */
  readonly columns?: number
}

export interface CommandLine {
  readonly folder: string
  /** Writes a file into the folder; its path. */
  file(name: string, content: string | Uint8Array): string
  /** Wrong usage and what nobody foresaw end with the codes that the program has for them. */
  run(...args: readonly string[]): Promise<CommandRun>
  /** The same data under other settings. */
  with(settings: Readonly<Record<string, string>>): CommandLine
}

interface CommandRun {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** The commands as they are, in the process of the test: for tables of many runs. */
export function openCommandLine(options: CommandLineOptions): CommandLine {
  return commandLineIn(temporaryFolder(), options)
}

/** The same over a folder that is there already. */
export function commandLineIn(folder: string, options: CommandLineOptions): CommandLine {
  const { settings, servers = {}, now, sourceConnector, input = '', prompts, columns = 100 } = options
  const variables: NodeJS.ProcessEnv = {
    DATA_DIR: join(folder, 'data'),
    PRICES_REFRESH_HOURS: '0',
    ...settings,
  }
  const fetch = redirectedTo(servers)
  return {
    folder,
    with: (others) => commandLineIn(folder, { ...options, settings: { ...settings, ...others } }),
    file(name, content) {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    },
    async run(...args) {
      const written = { data: '', info: '' }
      const output = outputInto(written, columns)
      let code: number = exitCodes.done
      const observer = {
        caution: (caution: Parameters<typeof cautionText>[0]) =>
          output.info(cautionText(caution, textsOf('en'))),
      }
      const open = (config: ReturnType<typeof readConfig>) =>
        openAutointel(config, {
          fetch,
          timers: patientTimers,
          workers: sharedWorkers,
          observer,
          ...(now && { now }),
          ...(sourceConnector && { sourceConnector }),
        })
      const parts: ProgramParts = {
        withAutointel: async (command) => {
          const autointel = await open(readConfig(variables))
          try {
            code = await command(autointel, output)
          } finally {
            await autointel.close()
          }
        },
        withBooks: async (command) => {
          const books = await openBooks(readConfig(variables), {
            timers: patientTimers,
            workers: sharedWorkers,
            ...(now && { now }),
          })
          try {
            code = await command(books, output)
          } finally {
            await books.close()
          }
        },
        examine: () =>
          examine({ readConfig: async () => readConfig(variables), open, get: fetch, timers: patientTimers }),
        transfer: booksTransfer(async () => readConfig(variables)),
        output,
        exitWith: (given) => {
          code = given
        },
        surroundings: {
          variables,
          folder,
          readInput: async () => input,
          prompts: prompts && (async () => prompts),
          checkSettings: async (settings) => readConfig(settings),
        },
      }
      try {
        const program = await createProgram(parts, args)
        await program.parseAsync(args, { from: 'user' })
      } catch (error) {
        code = error instanceof CommanderError ? exitCodes.wrongUsage : reportError(error, output, errorWords)
      }
      return { code, stdout: written.data, stderr: written.info }
    },
  }
}

function outputInto(written: { data: string; info: string }, columns: number): Output {
  return {
    data: (text) => {
      written.data += text.endsWith('\n') ? text : `${text}\n`
    },
    info: (text) => {
      written.info += `${text}\n`
    },
    isInteractive: false,
    width: Math.min(columns, 100),
    columns,
  }
}

/** The path stays: where a seller has a form of its own, that is part of what is tried. */
function redirectedTo(servers: Readonly<Record<string, string>>): typeof globalThis.fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const [, local] = Object.entries(servers).findLast(([address]) => url.href.startsWith(address)) ?? []
    if (local === undefined && url.hostname !== '127.0.0.1')
      throw new Error(`${url.origin} would have been asked.`)
    return globalThis.fetch(local === undefined ? url : new URL(`${url.pathname}${url.search}`, local), init)
  }
}
