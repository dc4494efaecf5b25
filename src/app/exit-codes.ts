import type { WorkflowStatus } from '../orchestrator/workflow.ts'

export const exitCodes = { done: 0, failed: 1, wrongUsage: 2, refused: 3, cancelled: 130 } as const

/** A partial brief is a brief: running out of money mid-way is no failure. */
export function exitCodeOf(status: WorkflowStatus): number {
  switch (status) {
    case 'completed':
    case 'partial':
      return exitCodes.done
    case 'refused':
      return exitCodes.refused
    case 'failed':
      return exitCodes.failed
    case 'cancelled':
      return exitCodes.cancelled
    default:
      return status satisfies never
  }
}
