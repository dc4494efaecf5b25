import type { WorkflowClaim } from '../../../src/ledger/journal.ts'
import type { WorkflowRequest } from '../../../src/orchestrator/workflow.ts'
import type { WorkflowEnd } from '../../../src/orchestrator/workflow-store.ts'
import { noonMs, usd } from '../ledger/requests.ts'
import { located } from '../sources/located.ts'

/** What somebody asks for on a server. */
export function requestOf(overrides: Partial<WorkflowRequest> = {}): WorkflowRequest {
  return {
    location: located('https://example.org/article'),
    depth: 'quick',
    tenant: 'guild_1',
    user: '7',
    visibility: 'server',
    ...overrides,
  }
}

/** A workflow as whoever has stored it has it, or by a later claim. */
export function claimOf(workflow: string, claim = 1): WorkflowClaim {
  return { workflow, claim }
}

export function endOf(overrides: Partial<WorkflowEnd> = {}): WorkflowEnd {
  return { state: 'completed', atMs: noonMs + 60_000, costNanoUsd: usd('0.01'), ...overrides }
}
