import { type DepthTiers, tasksOf } from '../../../budget/depth-tiers.ts'
import type { Depth } from '../../../ledger/attribution.ts'
import type { WorkflowEvent } from '../../../orchestrator/events.ts'
import type { Orchestrator } from '../../../orchestrator/orchestrator.ts'
import type { ProgressTask } from '../render/progress-message.ts'

/** How far workflows are, put together from the orchestrator's events. */
export interface WorkflowProgress {
  tasksOf(workflow: string, depth: Depth): readonly ProgressTask[]
  /** Calls `listener` after each event of the workflow. Returns the function that ends it and forgets the workflow. */
  follow(workflow: string, listener: () => void): () => void
}

/** Begin to follow a workflow before it starts: events of workflows that nobody follows are not kept. */
export function createWorkflowProgress(
  orchestrator: Pick<Orchestrator, 'subscribe'>,
  tiers: DepthTiers,
): WorkflowProgress {
  const followed = new Map<string, { tasks: readonly ProgressTask[] | undefined; listener: () => void }>()
  orchestrator.subscribe((event) => {
    const entry = followed.get(event.workflow)
    if (!entry) return
    entry.tasks = advance(entry.tasks ?? [], event)
    entry.listener()
  })
  return {
    tasksOf: (workflow, depth) => {
      const tasks = followed.get(workflow)?.tasks
      return tasks?.length ? tasks : tasksOf(tiers[depth]).map((task) => ({ task, state: 'waiting' }))
    },
    follow(workflow, listener) {
      followed.set(workflow, { tasks: undefined, listener })
      return () => followed.delete(workflow)
    },
  }
}

/** The tasks as they stand after an event. */
function advance(tasks: readonly ProgressTask[], event: WorkflowEvent): readonly ProgressTask[] {
  const change = (changed: ProgressTask) =>
    tasks.map((before) => (before.task === changed.task ? changed : before))
  switch (event.type) {
    case 'workflow.started':
      return event.tasks.map((task) => ({ task, state: 'waiting' }))
    case 'task.started':
      return change({ task: event.task, state: 'running' })
    case 'task.progress':
      return change({ task: event.task, state: 'running', doing: event.doing, fraction: event.fraction })
    case 'task.completed':
      return change({ task: event.task, state: event.status, costNanoUsd: event.costNanoUsd })
    case 'workflow.queued':
    case 'task.trouble':
    case 'budget.refused':
    case 'track_cost':
    case 'workflow.ended':
    case 'workflow.suspended':
      return tasks
    default:
      return event satisfies never
  }
}
