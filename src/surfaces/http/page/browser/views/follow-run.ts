import { type Signal, signal } from '@preact/signals'
import type { Task } from '../../../../../ledger/attribution.ts'
import type { RunResultJson } from '../../../../../wire/run-result.ts'
import type { RunsJson } from '../../../../../wire/runs.ts'
import type { TrackCostJson } from '../../../../../wire/track-cost.ts'
import { api, oneAtATime } from '../api.ts'
import { trying } from '../components.ts'
import { type LiveEvent, onEvent } from '../live.ts'
import { pageData } from '../page-data.ts'

export type RunJson = RunsJson[number] & { readonly result: RunResultJson | null }
type TaskState = RunResultJson['tasks'][number]['status'] | 'waiting' | 'running'

interface TaskRow {
  readonly task: Task
  readonly state: TaskState
  /** Of its work, 0 to 1, while it runs and where it is known. */
  readonly fraction: number | undefined
  readonly cost: number
  readonly limit: number
}

/** A run as far as it is known, and how it goes on. */
export interface RunFollowed {
  readonly id: string
  readonly run: Signal<RunJson | undefined>
  readonly cost: Signal<TrackCostJson | undefined>
  readonly tasks: Signal<readonly TaskRow[]>
  readonly problem: Signal<string | undefined>
  /** Reads it anew. */
  readonly refresh: () => void
}

let endLast = (): void => undefined

/** Follows one run, and no longer the one before. */
export function followRun(id: string): RunFollowed {
  endLast()
  const followed = {
    id,
    run: signal<RunJson | undefined>(undefined),
    cost: signal<TrackCostJson | undefined>(undefined),
    tasks: signal<readonly TaskRow[]>([]),
    problem: signal<string | undefined>(undefined),
  }
  const read = oneAtATime(async () => {
    const [run, cost] = await Promise.all([
      api<RunJson>(`/api/workflows/${id}`),
      api<TrackCostJson>(`/api/workflows/${id}/cost`),
    ])
    followed.run.value = run
    followed.cost.value = cost
    followed.tasks.value = rowsOf(run, cost, followed.tasks.value)
  })
  const refresh = () => void trying(followed.problem, read)
  endLast = onEvent((event) => {
    if (event.type !== 'reset' && event.data['workflow'] !== id) return
    followed.tasks.value = followed.tasks.value.map((row) => rowAfter(row, event))
    if (event.type !== 'task.progress') refresh()
  })
  refresh()
  return { ...followed, refresh }
}

/** What the run's end says of its tasks; before it, what was heard of them. */
function rowsOf(run: RunJson, cost: TrackCostJson, before: readonly TaskRow[]): readonly TaskRow[] {
  const { tasks } = pageData.depths[run.depth]
  return tasks.map(({ task, limit }) => {
    const ended = run.result?.tasks.find(({ name }) => name === task)
    const known = before.find((row) => row.task === task)
    return {
      task,
      limit: run.result?.limits.per_task[task] ?? limit,
      cost: cost.node_costs[task] ?? ended?.cost ?? 0,
      state: ended?.status ?? known?.state ?? 'waiting',
      fraction: ended ? undefined : known?.fraction,
    }
  })
}

function rowAfter(row: TaskRow, { type, data }: LiveEvent): TaskRow {
  if (data['task'] !== row.task) return row
  switch (type) {
    case 'task.started':
      return { ...row, state: 'running', fraction: undefined }
    case 'task.progress':
      return { ...row, state: 'running', fraction: Number(data['fraction']) }
    case 'task.completed':
      return {
        ...row,
        state: data['status'] as TaskState,
        cost: Number(data['cost_usd']),
        fraction: undefined,
      }
    default:
      return row
  }
}
