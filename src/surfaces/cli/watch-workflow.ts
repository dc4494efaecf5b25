import type { Autointel } from '../../app/open-autointel.ts'
import type { Output } from '../../app/output.ts'
import type { LimitState } from '../../ledger/limit-state.ts'
import type { RunningWorkflow } from '../../orchestrator/running-workflow.ts'
import { WorkflowSuspended } from '../../orchestrator/suspension.ts'
import type { WorkflowResult } from '../../orchestrator/workflow-result.ts'
import { limitName, limitText } from './limit-text.ts'
import { progressView } from './progress-view.ts'

/** Shows a workflow's progress until it ends. Ctrl-C cancels it; undefined when it was not started or the process stops. */
export async function watchWorkflow(
  start: () => Promise<RunningWorkflow | undefined>,
  { orchestrator, observe }: Pick<Autointel, 'orchestrator' | 'observe'>,
  output: Output,
): Promise<WorkflowResult | undefined> {
  const view = progressView(output)
  const unsubscribe = orchestrator.subscribe((event) => view.show(event))
  const stopObserving = observe({ softLimitsExceeded: softLimitLines(view, output) })
  let run: RunningWorkflow | undefined
  let isCancelled = false
  const cancel = () => {
    view.end()
    output.info('Cancelling; press Ctrl-C again to leave at once.')
    isCancelled = true
    run?.cancel()
  }
  process.once('SIGINT', cancel)
  process.once('SIGTERM', cancel)
  try {
    run = await start()
    if (isCancelled) run?.cancel()
    return await run?.result
  } catch (error) {
    if (error instanceof WorkflowSuspended) return undefined
    throw error
  } finally {
    process.off('SIGINT', cancel)
    process.off('SIGTERM', cancel)
    unsubscribe()
    stopObserving()
    view.end()
  }
}

/** Says of each soft limit that is gone past so, once a run. */
function softLimitLines({ end }: { end(): void }, output: Output): (limits: readonly LimitState[]) => void {
  const told = new Set<string>()
  return (limits) => {
    for (const limit of limits) {
      const name = limitName(limit)
      if (told.has(name)) continue
      told.add(name)
      end()
      output.info(
        `${name} (${limitText(limit.limitNanoUsd)}) is exceeded; it is a soft one, so this run goes on.`,
      )
    }
  }
}
