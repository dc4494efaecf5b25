import type { Output } from '../../app/output.ts'
import type { Orchestrator, RunningWorkflow } from '../../orchestrator/orchestrator.ts'
import { WorkflowSuspended } from '../../orchestrator/suspension.ts'
import type { WorkflowResult } from '../../orchestrator/workflow-result.ts'
import { progressView } from './progress-view.ts'

/** Shows a workflow's progress until it ends. Ctrl-C cancels it; undefined when it was not started or the process stops. */
export async function watchWorkflow(
  start: () => Promise<RunningWorkflow | undefined>,
  orchestrator: Orchestrator,
  output: Output,
): Promise<WorkflowResult | undefined> {
  const view = progressView(output)
  const unsubscribe = orchestrator.subscribe((event) => view.show(event))
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
    view.end()
  }
}
