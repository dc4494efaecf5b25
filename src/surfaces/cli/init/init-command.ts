import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { exitCodes } from '../../../app/exit-codes.ts'
import type { Output } from '../../../app/output.ts'
import {
  exampleSettings,
  UnwritableSettingError,
  withSettings,
  writeEnvFile,
} from '../../../app/settings/env-file.ts'
import { problemText } from '../../../app/terminal-text.ts'
import { botSubject } from '../../../ledger/subject.ts'
import { fileProblemWords } from '../../../locales/file-problem-words.ts'
import { textsOf } from '../../../locales/i18n.ts'
import { checksToJson, isInOrder } from '../../../wire/checks.ts'
import { setupForm } from '../../../wire/setup.ts'
import { amountArgument } from '../arguments.ts'
import type { Check } from '../doctor/check.ts'
import { checksText } from '../doctor-command.ts'
import { examples } from '../examples.ts'
import type { WithAutointel } from '../with-autointel.ts'
import { type GivenFlags, GivenSetupError, givenSetup } from './given-setup.ts'
import type { Prompts } from './prompts.ts'
import type { Setup } from './setup.ts'

const english = textsOf('en')

/** Where the command line runs. */
export interface Surroundings {
  /** The environment, with the settings of `.env`. What is set up holds in it at once. */
  readonly variables: NodeJS.ProcessEnv
  /** Where `.env` lies. */
  readonly folder: string
  readonly readInput: () => Promise<string>
  /** Undefined: there is no terminal to ask on. */
  readonly prompts: (() => Promise<Prompts>) | undefined
  /** Whether the settings can be used. @throws {ConfigError} */
  readonly checkSettings: (variables: NodeJS.ProcessEnv) => Promise<unknown>
}

interface InitParts {
  readonly surroundings: Surroundings
  readonly withAutointel: WithAutointel
  readonly examine: () => Promise<readonly Check[]>
  readonly output: Output
  readonly exitWith: (code: number) => void
}

interface InitFlags extends GivenFlags {
  readonly yes?: boolean
  readonly force?: boolean
  readonly json?: boolean
}

export function addInitCommand(program: Command, parts: InitParts): void {
  program
    .command('init')
    .description(
      'Asks what is needed, writes .env for you alone, prepares the books, looks whether all is in order, and says what comes next.\nWithout a terminal, or with --yes, the options decide. A .env that is there is not changed unless you say so.',
    )
    .option('-y, --yes', 'ask nothing')
    .option('--force', 'put the settings into the .env that is there; its other lines stay')
    .option('--models <names>', 'dearest first, such as openai:gpt-5,openai:gpt-5-mini')
    .option('--stt <name>', 'for recordings, such as openai:whisper-1')
    .option('--vision <name>', 'for pictures and scans, such as openai:gpt-5-mini')
    .option('--openai-key [-]', 'as OPENAI_API_KEY in the environment has it; with -, from standard input')
    .option('--anthropic-key [-]', 'the same for ANTHROPIC_API_KEY')
    .option('--google-key [-]', 'the same for GOOGLE_GENERATIVE_AI_API_KEY')
    .option('--compatible-url <address>', 'of a server that speaks OpenAI’s format, such as Ollama')
    .option('--compatible-key [-]', 'the same for COMPATIBLE_API_KEY')
    .option('--groq-key [-]', 'the same for GROQ_API_KEY, for recordings')
    .option('--deepgram-key [-]', 'the same for DEEPGRAM_API_KEY')
    .option('--assemblyai-key [-]', 'the same for ASSEMBLYAI_API_KEY')
    .option('--discord-token [-]', 'the same for DISCORD_TOKEN')
    .option(
      '--discord-client-secret [-]',
      'the same for DISCORD_CLIENT_SECRET, to log in to the web page with Discord',
    )
    .option('--database-url [-]', 'the same for DATABASE_URL, to keep everything in Postgres')
    .option('--owner <id...>', 'who owns the bot besides those whom Discord names')
    .option('--day-limit <usd>', 'what the whole bot may spend in a day', amountArgument)
    .option('--month-limit <usd>', 'what it may spend in a month', amountArgument)
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText(
      'after',
      examples(
        ['autointel init', 'with questions'],
        ['autointel init --yes', 'with the built-in analyst, for free'],
        ['autointel init --openai-key - --month-limit 50 < key.txt', 'the key from a file'],
      ),
    )
    .action(async (flags: InitFlags) => parts.exitWith(await initCommand(flags, parts)))
}

async function initCommand(flags: InitFlags, parts: InitParts): Promise<number> {
  const { surroundings, output } = parts
  const file = join(surroundings.folder, '.env')
  const prompts = flags.yes || isDecided(flags) ? undefined : await surroundings.prompts?.()
  if (!prompts && !flags.yes && !isDecided(flags)) {
    output.info('There is no terminal to ask on. Give --yes, or options: "autointel help init" lists them.')
    return exitCodes.wrongUsage
  }
  if (statSync(file, { throwIfNoEntry: false })?.isFile() === false) {
    output.info(`${file} is there and is no file. Take it away, or set the settings in the environment.`)
    return exitCodes.failed
  }
  if (existsSync(file) && !flags.force && !(await mayChange(prompts))) {
    output.info(`${file} is there already and stays as it is. With --force the settings are put into it.`)
    return exitCodes.failed
  }
  const setup = prompts ? await askedSetup(prompts) : await optionsSetup(flags, surroundings, output)
  if (!setup) return prompts ? exitCodes.cancelled : exitCodes.wrongUsage
  const variables = { ...surroundings.variables, ...setup.settings }
  await surroundings.checkSettings(variables)
  const text = settingsText(file, setup, output)
  if (text === undefined) return exitCodes.wrongUsage
  Object.assign(surroundings.variables, setup.settings)
  // Settings whose database does not answer are not kept: whoever mends them begins anew.
  await prepareBooks(setup, parts)
  try {
    writeEnvFile(file, text)
  } catch (error) {
    const problem = fileProblemWords(file, error, english)
    if (!problem) throw error
    output.info(problemText(problem.says, problem.advice, output.width))
    return exitCodes.failed
  }
  return tellWhatIs(setup, file, flags, parts)
}

/** What `.env` is to hold; undefined where it cannot, which has been told then. */
function settingsText(file: string, { settings }: Setup, output: Output): string | undefined {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : exampleSettings()
  try {
    return withSettings(before, settings)
  } catch (error) {
    if (!(error instanceof UnwritableSettingError)) throw error
    output.info(`${error.setting} has signs that a .env cannot hold. Set it in the environment instead.`)
    return undefined
  }
}

/** Whether the options say what is wanted. */
function isDecided({ yes: _yes, force: _force, json: _json, ...given }: InitFlags): boolean {
  return Object.keys(given).length > 0
}

async function mayChange(prompts: Prompts | undefined): Promise<boolean> {
  const answer = await prompts?.confirm('There is a .env already. Change the settings in it?', false)
  return answer === true
}

async function askedSetup(prompts: Prompts): Promise<Setup | undefined> {
  const { askSetup } = await import('./ask-setup.ts')
  return askSetup(prompts)
}

async function optionsSetup(
  flags: InitFlags,
  { variables, readInput }: Surroundings,
  output: Output,
): Promise<Setup | undefined> {
  try {
    return await givenSetup(flags, variables, readInput)
  } catch (error) {
    if (!(error instanceof GivenSetupError)) throw error
    output.info(error.message)
    return undefined
  }
}

/** The books, and the limits of the whole bot. */
async function prepareBooks(
  { dayLimitNanoUsd, monthLimitNanoUsd }: Setup,
  { withAutointel }: InitParts,
): Promise<void> {
  await withAutointel(async ({ ledger, now }) => {
    const limits = [
      ['day', dayLimitNanoUsd],
      ['month', monthLimitNanoUsd],
    ] as const
    for (const [period, limitNanoUsd] of limits)
      if (limitNanoUsd !== undefined)
        await ledger.setBudget({
          subject: botSubject,
          period,
          limitNanoUsd,
          mode: 'hard',
          by: 'command line',
          role: 'owner',
          atMs: now(),
        })
    return exitCodes.done
  })
}

/** A look at everything, and what comes next. */
async function tellWhatIs(
  { settings }: Setup,
  file: string,
  { json }: InitFlags,
  { examine, output }: InitParts,
): Promise<number> {
  const checks = await examine()
  const next = nextStep(settings, isInOrder(checks))
  if (json)
    output.data(
      JSON.stringify(
        setupForm.encode({ ...checksToJson(checks), file, settings: Object.keys(settings), next }),
      ),
    )
  else output.data(`Wrote ${file}.\n\n${checksText(checks, output.width)}\n\n${next}`)
  return isInOrder(checks) ? exitCodes.done : exitCodes.failed
}

function nextStep(settings: Setup['settings'], isReady: boolean): string {
  if (!isReady) return 'Next: put right what is broken, then "npm run autointel -- doctor".'
  return settings['DISCORD_TOKEN'] === undefined
    ? 'Next: npm run autointel -- https://example.com/article'
    : 'Next: invite the bot (docs/deploy.md, part 2), then npm start'
}
