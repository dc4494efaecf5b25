import type { Task } from '../ledger/attribution.ts'
import type { Entry } from '../ledger/entry.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { Meter } from '../llm/meter.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import { estimateTokensFromLength } from '../pricing/token-estimate.ts'
import { callsOf, costOf } from '../report/track-cost.ts'
import type { TaskOutcome } from '../tasks/task.ts'

/** What a finished task has cost. */
interface TaskCost {
  readonly costNanoUsd: NanoUsd
  readonly calls: number
  readonly entries: readonly Entry[]
}

/** Sees every finished task, inside the task's scope. */
export type TaskCompletion = (
  workflow: string,
  task: Task,
  outcome: TaskOutcome<unknown> | undefined,
) => Promise<TaskCost>

/**
 * Totals what the task's calls were booked at. Work that reported no usage is booked first, from the lengths of what went in and
 * came out (a token for four characters), once in a workflow's life.
 */
export function createTaskCompletion({
  ledger,
  meter,
}: {
  readonly ledger: LedgerStore
  readonly meter: Meter
}): TaskCompletion {
  return async (workflow, task, outcome) => {
    const booked = new Set((await ledger.entriesOf(workflow)).map(({ id }) => id))
    for (const [index, work] of (outcome?.unmetered ?? []).entries()) {
      const id = `${workflow}:${task}:unmetered:${index}`
      if (booked.has(id)) continue
      await meter.recordUnmetered(id, {
        model: work.model,
        operation: work.operation,
        usage: {
          inputTokens: { total: estimateTokensFromLength(work.inputCharacters) },
          outputTokens: { total: estimateTokensFromLength(work.outputCharacters) },
        },
      })
    }
    const entries = (await ledger.entriesOf(workflow)).filter((entry) => entry.task === task)
    return { costNanoUsd: costOf(entries), calls: callsOf(entries), entries }
  }
}
