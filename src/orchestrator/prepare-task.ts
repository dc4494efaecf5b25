import type { Task } from '../ledger/attribution.ts'
import { prepareComparing } from './several-tasks.ts'
import type { Workflow } from './workflow.ts'
import {
  type PreparedTask,
  prepareSingle,
  type TaskDependencies,
  type TaskOutputs,
} from './workflow-tasks.ts'

/** Prepares a task to run on what the tasks before it have handed on. */
export function prepareTask(
  task: Task,
  workflow: Workflow,
  outputs: TaskOutputs,
  dependencies: TaskDependencies,
): PreparedTask {
  const { location } = workflow
  return location.kind === 'several'
    ? prepareComparing(task, { ...workflow, location }, outputs, dependencies)
    : prepareSingle(task, { ...workflow, location }, outputs, dependencies)
}
