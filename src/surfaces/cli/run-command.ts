import { type Command, Option } from 'commander'
import { exitCodeOf, exitCodes } from '../../app/exit-codes.ts'
import type { Autointel } from '../../app/open-autointel.ts'
import type { Output } from '../../app/output.ts'
import { defaultDepth, depthOf } from '../../budget/depth-tiers.ts'
import { type Depth, depths } from '../../ledger/attribution.ts'
import type { NanoUsd } from '../../money/nano-usd.ts'
import { amountArgument, tenantArgument, userArgument } from './arguments.ts'
import { examples } from './examples.ts'
import { printResult } from './print-result.ts'
import { watchWorkflow } from './watch-workflow.ts'
import type { WithAutointel } from './with-autointel.ts'

interface RunFlags {
  readonly depth: string
  readonly tenant: string
  readonly user?: string
  readonly maxCost?: NanoUsd
  readonly json?: boolean
}

export function addRunCommand(program: Command, withAutointel: WithAutointel): void {
  program
    .command('run', { isDefault: true })
    .summary('brief one source (the default command)')
    .description(
      'Briefs one source: what it says, with quotes, names and claims, and what that cost.\n"autointel <source>" is short for it.',
    )
    .argument('<source>', 'a file, an http(s) address, or - for standard input')
    .addOption(
      new Option('-d, --depth <depth>', `how much is done: ${depths.join(', ')}`).default(defaultDepth),
    )
    .option('--max-cost <usd>', 'spend at most this much, below the limit of the depth', amountArgument)
    .option('--tenant <name>', 'whose budgets it counts in', tenantArgument, 'cli')
    .option('--user <id>', 'which user it counts for', userArgument)
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText(
      'after',
      `${examples(
        ['autointel report.pdf', 'brief a file'],
        ['autointel https://example.com/article -d deep', 'brief a page, and check its claims'],
        ['autointel notes.md --max-cost 0.10 --json', 'spend at most ten cents; for programs'],
        ['cat talk.vtt | autointel -', 'brief what comes in'],
      )}

Exit codes:
  0    there is a brief, whole or partial
  1    it failed
  2    wrong usage or configuration
  3    a budget refused it
  130  it was cancelled`,
    )
    .action((source: string, flags: RunFlags) =>
      withAutointel((autointel, output) => runCommand(source, flags, autointel, output)),
    )
}

/** Runs one workflow and prints its brief and bill; the exit code. */
async function runCommand(
  location: string,
  { depth: depthName, tenant, user, maxCost, json }: RunFlags,
  { orchestrator }: Autointel,
  output: Output,
): Promise<number> {
  const depth = knownDepth(depthName, output)
  const request = {
    location,
    depth,
    tenant,
    user,
    visibility: 'server' as const,
    maxCostNanoUsd: maxCost,
    allowLocal: true,
  }
  const result = await watchWorkflow(() => orchestrator.start(request), orchestrator, output)
  if (!result) return exitCodes.cancelled
  printResult(result, json === true, output)
  if (!result.source && isBareWord(location))
    output.info(`\nIf ${location} was meant as a command: "autointel help" lists them.`)
  return exitCodeOf(result.status)
}

function isBareWord(location: string): boolean {
  return /^[a-z]+$/i.test(location)
}

function knownDepth(name: string, output: Output): Depth {
  const depth = depthOf(name)
  if (depth !== name.trim().toLowerCase())
    output.info(`There is no depth ${JSON.stringify(name)}: ${depth} is taken. Depths: ${depths.join(', ')}.`)
  return depth
}
