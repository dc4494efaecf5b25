import { existsSync } from 'node:fs'
import { type Command, Option } from 'commander'
import { exitCodeOf, exitCodes } from '../../app/exit-codes.ts'
import type { Autointel } from '../../app/open-autointel.ts'
import type { Output } from '../../app/output.ts'
import { problemText } from '../../app/terminal-text.ts'
import { defaultDepth, depthOf } from '../../budget/depth-tiers.ts'
import { type Depth, depths } from '../../ledger/attribution.ts'
import { failureText } from '../../locales/failure-text.ts'
import { textsOf } from '../../locales/i18n.ts'
import type { NanoUsd } from '../../money/nano-usd.ts'
import { mostCompared, parseGiven } from '../../sources/given-location.ts'
import type { LocationProblem } from '../../sources/location.ts'
import { amountArgument, languageArgument, tenantArgument, userArgument } from './arguments.ts'
import { examples } from './examples.ts'
import { printResult } from './print-result.ts'
import { watchWorkflow } from './watch-workflow.ts'
import type { WithAutointel } from './with-autointel.ts'

const english = textsOf('en')

interface RunFlags {
  readonly depth: string
  readonly language?: string
  readonly tenant: string
  readonly user?: string
  readonly maxCost?: NanoUsd
  readonly json?: boolean
}

export function addRunCommand(program: Command, withAutointel: WithAutointel): void {
  program
    .command('run', { isDefault: true })
    .description(
      `Briefs one source: what it says, with quotes, names and claims, and what that cost. Of two to ${mostCompared} sources it says what
they agree and disagree on, in one brief and under one limit.\n"autointel <source>" is short for it.`,
    )
    .argument('<sources...>', 'a file, an http(s) address, or - for standard input')
    .addOption(
      new Option('-d, --depth <depth>', `how much is done: ${depths.join(', ')}`).default(defaultDepth),
    )
    .option('--language <tag>', 'brief in this language, such as ru; default: the source’s', languageArgument)
    .option('--max-cost <usd>', 'spend at most this much, below the limit of the depth', amountArgument)
    .option('--tenant <name>', 'whose budgets it counts in', tenantArgument, 'cli')
    .option('--user <id>', 'which user it counts for', userArgument)
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText(
      'after',
      `${examples(
        ['autointel report.pdf', 'brief a file'],
        ['autointel https://example.com/article -d deep', 'brief a page, and check its claims'],
        ['autointel https://a.example/1 https://b.example/2', 'compare two pages'],
        ['autointel notes.md --max-cost 0.10 --json', 'spend at most ten cents; for programs'],
        ['autointel talk.vtt --language ru', 'brief it in Russian, whatever it is in'],
        ['cat talk.vtt | autointel -', 'brief what comes in'],
      )}

Exit codes:
  0    there is a brief, whole or partial
  1    it failed
  2    wrong usage or configuration
  3    a budget refused it
  130  it was cancelled`,
    )
    .action((sources: string[], flags: RunFlags) =>
      withAutointel((autointel, output) => runCommand(sources, flags, autointel, output)),
    )
}

/** Runs one workflow and prints its brief and bill; the exit code. */
async function runCommand(
  sources: readonly string[],
  { depth: depthName, language, tenant, user, maxCost, json }: RunFlags,
  autointel: Autointel,
  output: Output,
): Promise<number> {
  const parsed = parseGiven(sources, { isFile: existsSync })
  if (parsed.kind === 'refused') return refuse(parsed.problem, output)
  const { location } = parsed
  const depth = knownDepth(depthName, output)
  const visibility = 'server'
  const request = { location, depth, language, tenant, user, visibility, maxCostNanoUsd: maxCost } as const
  const result = await watchWorkflow(() => autointel.orchestrator.start(request), autointel, output)
  if (!result) return exitCodes.cancelled
  printResult(result, json === true, output, autointel.config)
  await autointel.retention.apply()
  const [first = ''] = sources
  if (!result.source && isBareWord(first))
    output.info(`\nIf ${first} was meant as a command: "autointel help" lists them.`)
  return exitCodeOf(result.status)
}

/** What was given is not repeated: there may be a password in it. */
function refuse({ reason: code, values }: LocationProblem, output: Output): number {
  const { says, next } = failureText({ code, values }, english)
  output.info(problemText(says, next, output.width))
  return exitCodes.wrongUsage
}

function isBareWord(source: string): boolean {
  return /^[a-z]+$/i.test(source)
}

function knownDepth(name: string, output: Output): Depth {
  const depth = depthOf(name)
  if (depth !== name.trim().toLowerCase())
    output.info(`There is no depth ${JSON.stringify(name)}: ${depth} is taken. Depths: ${depths.join(', ')}.`)
  return depth
}
