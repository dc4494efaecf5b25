import { runTask, trackRequestBudget } from '../../../src/budget/request-scope.ts'
import type { Depth, Task } from '../../../src/ledger/attribution.ts'
import { depthExtents } from '../../../src/tasks/depth-extent.ts'
import type { TaskContext } from '../../../src/tasks/task.ts'
import { usd } from '../ledger/requests.ts'
import { inPlace } from '../workers/in-place.ts'

export const runAttribution = { tenant: 'guild_1', user: '7', workflow: 'wf_task' } as const

export interface TestContext extends TaskContext {
  /** What the task went on without. */
  readonly troubles: unknown[]
  /** Outputs of steps as they are kept; a context that is given them goes on from there. */
  readonly steps: Map<string, string>
}

/** What a workflow would give a task; steps are kept as JSON, as the store keeps them. */
export function contextOf(
  depth: Depth,
  overrides: Partial<Pick<TestContext, 'steps' | 'signal' | 'workers' | 'workflow' | 'tenant'>> = {},
): TestContext {
  const steps = overrides.steps ?? new Map<string, string>()
  const troubles: unknown[] = []
  return {
    workflow: runAttribution.workflow,
    tenant: runAttribution.tenant,
    audience: { visibility: 'member', user: runAttribution.user },
    extent: depthExtents[depth],
    signal: new AbortController().signal,
    workers: inPlace,
    ...overrides,
    steps,
    progress: () => undefined,
    answers: {
      find: async ({ step }, schema) => {
        const kept = steps.get(step)
        return kept === undefined ? undefined : schema.parse(JSON.parse(kept))
      },
      line: (key, answer) => {
        const content = JSON.stringify(answer)
        steps.set(key.step, content)
        return { ...key, workflow: runAttribution.workflow, claim: 1, task: 'analysis', content }
      },
    },
    troubles,
    trouble: (error) => void troubles.push(error),
    step: async ({ step }, schema, work) => {
      const kept = steps.get(step)
      if (kept !== undefined) return schema.parse(JSON.parse(kept))
      const output = await work()
      steps.set(step, JSON.stringify(output))
      return output
    },
  }
}

/** Runs a task in a scope as a workflow would, with a limit on the task. */
export function asTask<T>(task: Task, limitUsd: string, work: () => T): T {
  const limits = {
    id: runAttribution.workflow,
    attribution: runAttribution,
    perTaskNanoUsd: { [task]: usd(limitUsd) },
  }
  return trackRequestBudget(limits, () => runTask(task, work))
}
