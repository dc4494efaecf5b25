import type { Verdict } from '../../../brief/verdict.ts'
import { type NanoUsd, sum } from '../../../money/nano-usd.ts'
import type { WorkflowState, WorkflowStatus } from '../../../orchestrator/workflow.ts'
import type { TaskStatus } from '../../../orchestrator/workflow-result.ts'

/** Colours of embeds, by what they tell. */
export const colors = {
  running: 0x5865f2,
  good: 0x3ba55d,
  caution: 0xfaa61a,
  warning: 0xf47b20,
  bad: 0xed4245,
  quiet: 0x99aab5,
} as const
export type Color = (typeof colors)[keyof typeof colors]

/** The colour of a budget of which so much is used: it changes at the thresholds that owners are told of. */
export function budgetColor(usedPercent: number): Color {
  if (usedPercent >= 90) return colors.bad
  if (usedPercent >= 75) return colors.warning
  return usedPercent >= 50 ? colors.caution : colors.good
}

export type TaskState = 'waiting' | 'running' | TaskStatus

const endIcons = {
  completed: '✅',
  partial: '🟡',
  refused: '💸',
  failed: '❌',
  cancelled: '🚫',
} as const satisfies Record<WorkflowStatus, string>

export const taskStateIcons: Readonly<Record<TaskState, string>> = {
  waiting: '🔹',
  running: '⏳',
  skipped: '⏭️',
  ...endIcons,
}

export const runStateIcons: Readonly<Record<WorkflowState, string>> = {
  queued: '🕓',
  running: '⏳',
  ...endIcons,
}

export const verdictIcons: Readonly<Record<Verdict, string>> = {
  supported: '✅',
  contradicted: '❌',
  disputed: '⚖️',
  'not in source': '❔',
  'not checkable here': '▫️',
  'not checked': '▫️',
}

/** `▰▰▰▰▰▰▱▱▱▱` for 62. Something shows as soon as there is something, and only 100 is full. */
export function bar(percent: number, width = 10): string {
  const share = Math.min(100, Math.max(0, percent)) / 100
  const most = share < 1 ? width - 1 : width
  const full = Math.min(most, Math.max(share > 0 ? 1 : 0, Math.round(share * width)))
  return '▰'.repeat(full) + '▱'.repeat(width - full)
}

const heights = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const

/** Amounts as columns against the greatest: `▁▃█`. More than `columns` of them are put together evenly. */
export function sparkline(amounts: readonly NanoUsd[], columns = 60): string {
  const each = Math.max(1, Math.ceil(amounts.length / columns))
  const sums = amounts.flatMap((_, index) =>
    index % each === 0 ? [sum(amounts.slice(index, index + each))] : [],
  )
  const greatest = sums.reduce((most, amount) => (amount > most ? amount : most), 0n)
  return sums
    .map((amount) => heights[greatest <= 0n || amount <= 0n ? 0 : Number((amount * 7n) / greatest)])
    .join('')
}

/** Discord shows it in the reader's own time zone: `R` as "in 3 hours", `t` as a time of day, `f` as date and time. */
export function discordTime(atMs: number, style: 'R' | 't' | 'f' | 'd' = 'R'): string {
  return `<t:${Math.floor(atMs / 1000)}:${style}>`
}
