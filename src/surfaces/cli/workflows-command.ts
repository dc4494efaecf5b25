import type { Command } from 'commander'
import { exitCodes } from '../../app/exit-codes.ts'
import type { Autointel } from '../../app/open-autointel.ts'
import type { Output } from '../../app/output.ts'
import { printableName } from '../../app/terminal-text.ts'
import { defaultSubject } from '../../ledger/subject.ts'
import { formatUsd } from '../../money/format.ts'
import type { Workflow } from '../../orchestrator/workflow.ts'
import { runsToJson } from '../../wire/runs.ts'
import { tenantArgument, userArgument, wholeNumberArgument } from './arguments.ts'
import { localTime } from './budget-text.ts'
import { examples } from './examples.ts'
import { fitted, table } from './text-table.ts'
import type { WithAutointel } from './with-autointel.ts'

interface WorkflowsFlags {
  readonly limit: number
  readonly tenant?: string
  readonly user?: string
  readonly json?: boolean
}

export function addWorkflowsCommand(program: Command, withAutointel: WithAutointel): void {
  program
    .command('workflows')
    .description('Lists the latest runs with their state and cost, newest first.')
    .option('--limit <n>', 'so many', wholeNumberArgument(1, 10_000), 20)
    .option('--tenant <name>', 'only those of this tenant', tenantArgument)
    .option('--user <id>', 'only those of this user', userArgument)
    .option('--json', 'print one JSON array and nothing else')
    .addHelpText(
      'after',
      examples(
        ['autointel workflows', 'the latest twenty'],
        ['autointel resume wf_12ab', 'go on with one that is not completed'],
      ),
    )
    .action((flags: WorkflowsFlags) =>
      withAutointel((autointel, output) => workflowsCommand(flags, autointel, output)),
    )
}

async function workflowsCommand(
  { limit, tenant, user, json }: WorkflowsFlags,
  { workflows, ledger }: Autointel,
  output: Output,
): Promise<number> {
  const latest = await workflows.recent({ limit, tenant, user })
  if (json) output.data(JSON.stringify(runsToJson(latest)))
  else if (latest.length === 0) output.data('There are no runs yet. "autointel <file>" starts one.')
  else output.data(workflowsTable(latest, await ledger.timeZone(defaultSubject), output.width))
  return exitCodes.done
}

function workflowsTable(workflows: readonly Workflow[], timeZone: string, width: number): string {
  const columns = workflows.map(({ createdAtMs, id, depth, state, costNanoUsd }) => [
    localTime(createdAtMs, timeZone),
    id,
    depth,
    state,
    costNanoUsd === undefined ? '' : formatUsd(costNanoUsd, 'four'),
  ])
  const wide = table(columns, [4]).split('\n')
  const room = width - 4
  return wide
    .map((line, index) => {
      const { title, location } = workflows[index] ?? {}
      return `${line}\n    ${fitted(printableName(title ?? location?.address ?? ''), room)}`
    })
    .join('\n')
}
