import type { Autointel } from '../../app/open-autointel.ts'
import { hasEnded, storedResult } from '../../orchestrator/stored-result.ts'
import type { Workflow } from '../../orchestrator/workflow.ts'
import type { WorkflowResult } from '../../orchestrator/workflow-result.ts'

/** Results for the buttons of briefs: the latest as they were, older ones put together from the store. */
export interface KeptResults {
  keep(result: WorkflowResult): void
  /** Undefined while the workflow has not ended. */
  resultOf(workflow: Workflow): Promise<WorkflowResult | undefined>
}

const keptAtMost = 200

export function createKeptResults({ workflows, ledger, config }: Autointel): KeptResults {
  const kept = new Map<string, WorkflowResult>()
  return {
    keep(result) {
      kept.delete(result.workflow)
      kept.set(result.workflow, result)
      const [oldest] = kept.keys()
      if (oldest !== undefined && kept.size > keptAtMost) kept.delete(oldest)
    },
    async resultOf(workflow) {
      if (!hasEnded(workflow)) return undefined
      const dependencies = { workflows, ledger, tiers: config.depthTiers }
      return kept.get(workflow.id) ?? (await storedResult(workflow, dependencies))
    },
  }
}
