import type { Output } from '../../app/output.ts'
import { printable } from '../../app/terminal-text.ts'
import { textsOf } from '../../locales/i18n.ts'
import { formatUsd } from '../../money/format.ts'
import type { WorkflowEvent } from '../../orchestrator/events.ts'
import { limitName, limitText } from './limit-text.ts'

const english = textsOf('en')

/** Shows a workflow's events: on a terminal also what is being done, in a line that is redrawn; in a pipe what is done, a line each. */
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
      if (passes && !output.isInteractive) return
      clear()
      if (passes) process.stderr.write(line.slice(0, output.width - 1))
      else output.info(line)
      drawn = passes
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
      return `${event.task}: ${english.t(`doing.${event.doing.code}`, event.doing.values)} (${Math.round(event.fraction * 100)} %)`
    case 'task.completed':
      return `${event.task}: ${event.resumed ? 'done earlier' : event.status}, ${formatUsd(event.costNanoUsd, 'four')}`
    case 'budget.refused':
      return `${limitName(event.refusal)} is too low to go on: asked for ${limitText(event.refusal.requestedNanoUsd)}`
    case 'task.trouble':
      // What ends a task is told with the result.
      return event.endsTask
        ? undefined
        : `${event.task}, gone on without: ${printable(event.failure.detail ?? event.failure.code)}`
    case 'track_cost':
    case 'workflow.ended':
    case 'workflow.suspended':
      return undefined
    default:
      return event satisfies never
  }
}
