import type { Command } from 'commander'
import { exitCodes } from '../../app/exit-codes.ts'
import type { Autointel } from '../../app/open-autointel.ts'
import type { Output } from '../../app/output.ts'
import type { Forgettable, ForgettableCount } from '../../orchestrator/erasure-store.ts'
import { forgottenToJson } from '../../wire/forgotten.ts'
import { tenantArgument, userArgument } from './arguments.ts'
import { examples } from './examples.ts'
import type { WithAutointel } from './with-autointel.ts'

interface ForgetFlags {
  readonly tenant?: string
  readonly user?: string
  readonly yes?: boolean
  readonly dryRun?: boolean
  readonly json?: boolean
}

export function addForgetCommand(program: Command, withAutointel: WithAutointel): void {
  program
    .command('forget')
    .description(
      'Takes away what was read, made and remembered, and where it was found. What it cost stays in the books.\nRuns that are under way are stopped. On a terminal, a tenant or a user wants --yes; --dry-run says what would go, and changes nothing.',
    )
    .argument('[workflow]', 'one run, wf_…, and what its member has read deeper from there')
    .option('--tenant <name>', 'everything of this tenant', tenantArgument)
    .option('--user <id>', 'everything of this user, in every tenant', userArgument)
    .option('--yes', 'forget a tenant or a user without being told first what would go')
    .option('--dry-run', 'say what would go, and change nothing')
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText(
      'after',
      examples(
        ['autointel forget wf_12ab --dry-run', 'see what would go'],
        ['autointel forget wf_12ab', 'forget one run'],
        ['autointel forget --tenant guild_123 --yes', 'forget a server'],
      ),
    )
    .action((workflow: string | undefined, flags: ForgetFlags) =>
      withAutointel((autointel, output) => forgetCommand(workflow, flags, autointel, output)),
    )
}

async function forgetCommand(
  workflow: string | undefined,
  { tenant, user, yes, dryRun, json }: ForgetFlags,
  { erasure, forgetting }: Autointel,
  output: Output,
): Promise<number> {
  const named: readonly Forgettable[] = [
    ...(workflow === undefined ? [] : [{ kind: 'run', workflow } as const]),
    ...(tenant === undefined ? [] : [{ kind: 'tenant', tenant } as const]),
    ...(user === undefined ? [] : [{ kind: 'user', user } as const]),
  ]
  const [what, ...others] = named
  if (!what || others.length > 0) {
    output.info('Name what to forget: one workflow, or --tenant, or --user.')
    return exitCodes.wrongUsage
  }
  const count = await erasure.count(what)
  if (what.kind === 'run' && count.runs === 0) {
    output.info(`There is no workflow ${JSON.stringify(what.workflow)}. "autointel workflows" lists them.`)
    return exitCodes.wrongUsage
  }
  if (dryRun) {
    output.info(`${countText(count)} would be forgotten for good.`)
    return exitCodes.done
  }
  // A script has said what it wants; somebody at a terminal may have meant less.
  if (!yes && what.kind !== 'run' && output.isInteractive) {
    output.info(`${countText(count)} would be forgotten for good. Add --yes to do it.`)
    return exitCodes.wrongUsage
  }
  const forgotten = await forgetting.forget(what)
  if (json) output.data(JSON.stringify(forgottenToJson(forgotten)))
  else output.data(`Forgot ${runsText(forgotten.runs)}. What was spent stays in the books.`)
  if (!forgotten.isOverwritten)
    output.info('Others read the file all the time; its log is overwritten when they write next.')
  return exitCodes.done
}

function countText({ runs, unfinished }: ForgettableCount): string {
  return unfinished === 0 ? runsText(runs) : `${runsText(runs)}, ${unfinished} of them under way,`
}

function runsText(runs: number): string {
  return runs === 1 ? '1 run' : `${runs} runs`
}
