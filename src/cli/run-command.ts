import type { Depth } from '../ledger/attribution.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import type { Autointel } from '../open-autointel.ts'
import type { RunningWorkflow } from '../orchestrator/orchestrator.ts'
import { WorkflowSuspended } from '../orchestrator/suspension.ts'
import type { WorkflowResult } from '../orchestrator/workflow-result.ts'
import { resultText } from './brief-text.ts'
import { exitCodeOf, exitCodes } from './exit-codes.ts'
import type { Output } from './output.ts'
import { progressView } from './progress-view.ts'
import { resultToJson } from './result-json.ts'

export interface RunOptions {
  readonly depth: Depth
  readonly tenant: string
  readonly user?: string | undefined
  readonly maxCostNanoUsd?: NanoUsd | undefined
  readonly json: boolean
}

/** Runs one workflow and prints its brief and bill; the exit code. */
export async function runCommand(
  location: string,
  options: RunOptions,
  { orchestrator }: Autointel,
  output: Output,
): Promise<number> {
  const { depth, tenant, user, maxCostNanoUsd } = options
  const result = await watch(
    () => orchestrator.start({ location, depth, tenant, user, maxCostNanoUsd, allowLocal: true }),
    orchestrator,
    output,
  )
  if (!result) return exitCodes.cancelled
  output.data(options.json ? JSON.stringify(resultToJson(result)) : resultText(result, output.width))
  return exitCodeOf(result.status)
}

export interface ResumeOptions {
  readonly maxCostNanoUsd?: NanoUsd | undefined
  readonly json: boolean
}

/** Settles what dead processes left, then goes on with one workflow, or with all that are unfinished; the exit code. */
export async function resumeCommand(
  workflow: string | undefined,
  options: ResumeOptions,
  autointel: Autointel,
  output: Output,
): Promise<number> {
  const { ledger, orchestrator, workflows, now } = autointel
  const expired = await ledger.expireHolds(now())
  if (expired.length > 0) output.info(`Booked ${expired.length} calls of ended processes as unresolved.`)
  if (workflow !== undefined) return resumeOne(workflow, options, autointel, output)
  const waiting = await workflows.inStates(['partial', 'refused', 'cancelled'])
  const orphans = await orchestrator.orphans()
  const results: WorkflowResult[] = []
  for (const { id } of [...orphans, ...waiting]) {
    const result = await resumed(id, options, autointel, output)
    if (result) results.push(result)
  }
  if (options.json)
    output.data(JSON.stringify({ workflows: results.map(resultToJson), holds_expired: expired.length }))
  else if (results.length === 0) output.data('There is nothing to go on with.')
  else for (const result of results) output.data(resultText(result, output.width))
  return Math.max(exitCodes.done, ...results.map(({ status }) => exitCodeOf(status)))
}

async function resumeOne(
  id: string,
  options: ResumeOptions,
  autointel: Autointel,
  output: Output,
): Promise<number> {
  const stored = await autointel.workflows.find(id)
  if (!stored) {
    output.info(`There is no workflow ${id}.`)
    return exitCodes.wrongUsage
  }
  const result = await resumed(id, options, autointel, output)
  if (!result) {
    const why = stored.state === 'completed' ? 'is completed already' : 'is being run by another process'
    output.info(`The workflow ${id} ${why}.`)
    return exitCodes.failed
  }
  output.data(options.json ? JSON.stringify(resultToJson(result)) : resultText(result, output.width))
  return exitCodeOf(result.status)
}

async function resumed(
  id: string,
  { maxCostNanoUsd }: ResumeOptions,
  { orchestrator }: Autointel,
  output: Output,
): Promise<WorkflowResult | undefined> {
  return watch(
    async () => {
      const answer = await orchestrator.resume(id, maxCostNanoUsd)
      return answer.kind === 'resumed' ? answer.run : undefined
    },
    orchestrator,
    output,
  )
}

/** Shows a workflow's progress until it ends. Ctrl-C cancels it; undefined when it was not started or the process stops. */
async function watch(
  start: () => Promise<RunningWorkflow | undefined>,
  orchestrator: Autointel['orchestrator'],
  output: Output,
): Promise<WorkflowResult | undefined> {
  const view = progressView(output)
  const unsubscribe = orchestrator.subscribe((event) => view.show(event))
  const run = await start()
  const cancel = () => {
    output.info('Cancelling; press Ctrl-C again to leave at once.')
    run?.cancel()
  }
  process.once('SIGINT', cancel)
  process.once('SIGTERM', cancel)
  try {
    return await run?.result
  } catch (error) {
    if (error instanceof WorkflowSuspended) return undefined
    throw error
  } finally {
    process.off('SIGINT', cancel)
    process.off('SIGTERM', cancel)
    unsubscribe()
    view.end()
  }
}
