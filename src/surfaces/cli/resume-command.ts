import type { Command } from 'commander'
import { exitCodeOf, exitCodes } from '../../app/exit-codes.ts'
import type { Autointel } from '../../app/open-autointel.ts'
import type { Output } from '../../app/output.ts'
import { resultJson } from '../../locales/result-json.ts'
import type { NanoUsd } from '../../money/nano-usd.ts'
import type { WorkflowResult } from '../../orchestrator/workflow-result.ts'
import { amountArgument } from './arguments.ts'
import { examples } from './examples.ts'
import { printResult } from './print-result.ts'
import { watchWorkflow } from './watch-workflow.ts'
import type { WithAutointel } from './with-autointel.ts'

interface ResumeFlags {
  readonly maxCost?: NanoUsd
  readonly json?: boolean
  readonly all?: boolean
}

export function addResumeCommand(program: Command, withAutointel: WithAutointel): void {
  program
    .command('resume')
    .description(
      'Goes on with workflows that a crash, a cancel or a limit has left unfinished.\nWhat is done already is not done or charged again.',
    )
    .argument('[workflow]', 'its id, wf_…; without one, all that are unfinished')
    .option('--all', 'all that are unfinished')
    .option('--max-cost <usd>', 'the new ceiling of the run', amountArgument)
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText(
      'after',
      examples(
        ['autointel workflows', 'see which there are'],
        ['autointel resume wf_12ab --max-cost 2', 'go on with one, under another ceiling'],
        ['autointel resume', 'go on with all'],
      ),
    )
    .action((workflow: string | undefined, flags: ResumeFlags) =>
      withAutointel((autointel, output) =>
        resumeCommand(flags.all ? undefined : workflow, flags, autointel, output),
      ),
    )
}

/** Goes on with one workflow, or with all that are unfinished; the exit code. */
async function resumeCommand(
  workflow: string | undefined,
  flags: ResumeFlags,
  autointel: Autointel,
  output: Output,
): Promise<number> {
  const { orchestrator, workflows, endedAtOpening } = autointel
  if (workflow !== undefined) return resumeOne(workflow, flags, autointel, output)
  const waiting = await workflows.inStates(['partial', 'refused', 'cancelled'])
  const orphans = await orchestrator.orphans()
  const results: WorkflowResult[] = []
  for (const { id } of [...orphans, ...waiting]) {
    const result = await resumed(id, flags, autointel, output)
    if (result) results.push(result)
  }
  if (flags.json)
    output.data(
      JSON.stringify({
        workflows: results.map((result) => resultJson(result)),
        holds_expired: endedAtOpening.length,
      }),
    )
  else if (results.length === 0) output.data('There is nothing to go on with.')
  else for (const result of results) printResult(result, false, output, autointel.config)
  return Math.max(exitCodes.done, ...results.map(({ status }) => exitCodeOf(status)))
}

async function resumeOne(
  id: string,
  flags: ResumeFlags,
  autointel: Autointel,
  output: Output,
): Promise<number> {
  const stored = await autointel.workflows.find(id)
  if (!stored) {
    output.info(`There is no workflow ${JSON.stringify(id)}. "autointel workflows" lists them.`)
    return exitCodes.wrongUsage
  }
  const result = await resumed(id, flags, autointel, output)
  if (!result) {
    const why = stored.state === 'completed' ? 'is completed already' : 'is being run by another process'
    output.info(`The workflow ${id} ${why}.`)
    return exitCodes.failed
  }
  printResult(result, flags.json === true, output, autointel.config)
  return exitCodeOf(result.status)
}

function resumed(
  id: string,
  { maxCost }: ResumeFlags,
  autointel: Autointel,
  output: Output,
): Promise<WorkflowResult | undefined> {
  return watchWorkflow(
    async () => {
      const answer = await autointel.orchestrator.resume(id, maxCost)
      return answer.kind === 'resumed' ? answer.run : undefined
    },
    autointel,
    output,
  )
}
