import { formatUsd } from '../money/format.ts'
import type { WorkflowEvent } from '../orchestrator/events.ts'
import type { Output } from './output.ts'

/** Shows a workflow's events: one line that is redrawn on a terminal, a line an event in a pipe. */
export function progressView(output: Output): { show(event: WorkflowEvent): void; end(): void } {
  let drawn = false
  const clear = () => {
    if (drawn) process.stderr.write('\r\u001b[2K')
    drawn = false
  }
  return {
    show(event) {
      const line = lineOf(event)
      if (line === undefined) return
      const passes = event.type === 'task.progress' || event.type === 'task.started'
      if (output.isInteractive && passes) {
        clear()
        process.stderr.write(line.slice(0, output.width - 1))
        drawn = true
      } else if (event.type !== 'task.progress') {
        clear()
        output.info(line)
      }
    },
    end: clear,
  }
}

function lineOf(event: WorkflowEvent): string | undefined {
  switch (event.type) {
    case 'workflow.queued':
      return event.position === 0 ? undefined : `waiting, ${event.position} before this one`
    case 'workflow.started':
      return `${event.workflow}: ${event.depth}`
    case 'task.started':
      return `${event.task} …`
    case 'task.progress':
      return `${event.task}: ${event.doing} (${Math.round(event.fraction * 100)} %)`
    case 'task.completed':
      return `${event.task}: ${event.resumed ? 'done earlier' : event.status}, ${formatUsd(event.costNanoUsd, 'four')}`
    case 'budget.refused':
      return `budget: the ${event.refusal.period ?? event.refusal.kind} limit of ${event.refusal.subject} refused a call`
    case 'track_cost':
    case 'workflow.ended':
    case 'workflow.suspended':
      return undefined
    default:
      return event satisfies never
  }
}
