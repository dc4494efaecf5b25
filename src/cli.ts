#!/usr/bin/env node
import { buffer } from 'node:stream/consumers'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { depthOf } from './budget/depth-tiers.ts'
import { exitCodes } from './cli/exit-codes.ts'
import { type Output, processOutput } from './cli/output.ts'
import { reportError } from './cli/report-error.ts'
import { resumeCommand, runCommand } from './cli/run-command.ts'
import { loadDotEnv, readConfig } from './config.ts'
import { depths } from './ledger/attribution.ts'
import { isTenantName } from './ledger/subject.ts'
import { parseNonNegativeUsd } from './money/nano-usd.ts'
import { type Autointel, openAutointel } from './open-autointel.ts'

const output = processOutput()

/** Opens everything, runs a command, closes everything; the command's exit code becomes the process's. */
async function withAutointel(
  command: (autointel: Autointel, output: Output) => Promise<number>,
): Promise<void> {
  const autointel = await openAutointel(readConfig(), {
    standardInput: () => buffer(process.stdin),
    observer: {
      priceCaution: (model, caution) => output.info(cautionText(`${model.provider}:${model.model}`, caution)),
    },
  })
  try {
    process.exitCode = await command(autointel, output)
  } finally {
    await autointel.close()
  }
}

function cautionText(model: string, caution: 'unpriced' | 'same-name' | 'zero'): string {
  switch (caution) {
    case 'unpriced':
      return `Nobody knows the price of ${model}: it is booked at a high estimate. Give its price in PRICES_FILE.`
    case 'same-name':
      return `The price of ${model} is that of another seller's model of that name: costs are estimates.`
    case 'zero':
      return `The price of ${model} is zero, which is unusual.`
    default:
      return caution satisfies never
  }
}

const amount = (text: string) => {
  try {
    return parseNonNegativeUsd(text)
  } catch {
    throw new InvalidArgumentError('Expected an amount in US dollars, such as 0.25.')
  }
}
const tenant = (text: string) => {
  if (isTenantName(text)) return text
  throw new InvalidArgumentError('Expected a tenant such as cli, guild_123 or dm_123.')
}

const program = new Command('autointel')
  .description(
    'Reads an article, PDF, transcript or recording for you, and never spends more than it was allowed to.',
  )
  .version('0.1.0')
  .showHelpAfterError('(run "autointel --help" for all commands)')
  .exitOverride()

program
  .command('run', { isDefault: true })
  .description('brief one source; "autointel <file|URL|->" is short for it')
  .argument('<source>', 'a file, an http(s) address, or - for standard input')
  .option('-d, --depth <depth>', `how much is done: ${depths.join(', ')}`, depthOf, depthOf(undefined))
  .option('--max-cost <usd>', 'spend at most this much, below the limit of the depth', amount)
  .option('--tenant <name>', 'whose budgets it counts in', tenant, 'cli')
  .option('--json', 'print one JSON object', false)
  .action((source: string, options) =>
    withAutointel((autointel, to) =>
      runCommand(source, { ...options, maxCostNanoUsd: options.maxCost }, autointel, to),
    ),
  )

program
  .command('resume')
  .description('go on with unfinished workflows, after a crash, a cancel or a raised limit')
  .argument('[workflow]', 'its id, wf_…; without one, all')
  .option('--all', 'all unfinished workflows', false)
  .option('--max-cost <usd>', 'the new ceiling of the run', amount)
  .option('--json', 'print one JSON object', false)
  .action((workflow: string | undefined, options) =>
    withAutointel((autointel, to) =>
      resumeCommand(
        options.all ? undefined : workflow,
        { ...options, maxCostNanoUsd: options.maxCost },
        autointel,
        to,
      ),
    ),
  )

try {
  loadDotEnv()
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : exitCodes.wrongUsage
  else process.exitCode = reportError(error, output)
}
