import type { Depth, Task } from '../../../ledger/attribution.ts'
import { limitedSubject } from '../../../ledger/limit-state.ts'
import type { Texts } from '../../../locales/texts.ts'
import { timeCode } from '../../../locales/time-code.ts'
import { type NanoUsd, parseUsd } from '../../../money/nano-usd.ts'
import type { Quote } from '../../../orchestrator/quote.ts'
import type { Doing } from '../../../tasks/doing.ts'
import type { OutgoingMessage } from '../message.ts'
import { buttonRow } from './buttons.ts'
import { composeCards } from './card.ts'
import { moreOf, purseOf } from './labels.ts'
import { bar, colors, discordTime, type TaskState, taskStateIcons } from './look.ts'
import { safeLine } from './safe-text.ts'

/** A workflow on its way, as its message shows it. */
export interface ProgressView {
  readonly workflow: string
  readonly location: string
  readonly depth: Depth
  readonly quote: Quote | undefined
  /** How many workflows start before it; undefined once it runs. */
  readonly position: number | undefined
  readonly tasks: readonly ProgressTask[]
  readonly startedAtMs: number
  readonly nowMs: number
  readonly spentNanoUsd: NanoUsd
  readonly timeZone: string
}

export interface ProgressTask {
  readonly task: Task
  readonly state: TaskState
  /** Undefined until the task tells. */
  readonly doing?: Doing | undefined
  /** 0 to 1. */
  readonly fraction?: number | undefined
  readonly costNanoUsd?: NanoUsd | undefined
}

export function progressMessage(view: ProgressView, texts: Texts): OutgoingMessage {
  const { workflow, position, quote, spentNanoUsd, startedAtMs, nowMs } = view
  const isQueued = position !== undefined
  const spent = texts.money(spentNanoUsd, 'three')
  const { cards } = composeCards(
    [
      {
        color: isQueued ? colors.quiet : colors.running,
        title: isQueued ? `🕓 ${texts.t('workflow.queuedTitle')}` : `📖 ${texts.t('workflow.runningTitle')}…`,
        lines: [
          safeLine(view.location, 300),
          ...(quote ? [quoteLine(quote, texts)] : []),
          '',
          ...(isQueued ? [positionLine(position, texts)] : view.tasks.map((task) => taskLine(task, texts))),
        ],
        fields: [
          {
            name: texts.t('workflow.elapsed'),
            lines: [timeCode((nowMs - startedAtMs) / 1_000)],
            inline: true,
          },
          {
            name: texts.t('workflow.spent'),
            lines: [
              quote
                ? texts.t('workflow.spentOf', { spent, atMost: texts.money(quote.atMostNanoUsd) })
                : spent,
            ],
            inline: true,
          },
        ],
        footer: workflow,
      },
    ],
    moreOf(texts),
  )
  const cancel = { label: texts.t('workflow.cancel'), does: ['cancel', workflow], style: 'danger' } as const
  return { cards, components: buttonRow([cancel]) }
}

/** What a run may cost, usually costs, and what the tightest budget has left. */
export function quoteLine(quote: Quote, texts: Texts): string {
  const { depth, atMostNanoUsd, usuallyNanoUsd } = quote
  return [
    texts.t('workflow.quoteAtMost', {
      atMost: texts.moneyInBoth(atMostNanoUsd),
      depth: texts.t(`depth.${depth}`),
    }),
    usuallyNanoUsd !== undefined && usuallyText(usuallyNanoUsd, texts),
    leftText(quote, texts),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** What the tightest budget has left; undefined when nothing limits. */
export function leftText({ tightest, leftNanoUsd }: Quote, texts: Texts): string | undefined {
  const limited = tightest && limitedSubject(tightest)
  if (!limited || tightest.resetsAtMs === undefined || leftNanoUsd === undefined) return undefined
  return texts.t(`workflow.quoteLeft.${purseOf(limited)}`, {
    left: texts.money(leftNanoUsd),
    limit: texts.money(tightest.limitNanoUsd),
    // A time of day says enough about today only.
    reset: discordTime(tightest.resetsAtMs, tightest.period === 'month' ? 'd' : 't'),
  })
}

/** The least that is shown with three decimals. */
const leastShownNanoUsd = parseUsd('0.001')

/** Such as "usually about $0.120". */
export function usuallyText(usuallyNanoUsd: NanoUsd, texts: Texts): string {
  if (usuallyNanoUsd === 0n) return texts.t('workflow.quoteUsuallyFree')
  return usuallyNanoUsd < leastShownNanoUsd
    ? texts.t('workflow.quoteUsuallyLess', { usually: texts.money(leastShownNanoUsd, 'three') })
    : texts.t('workflow.quoteUsually', { usually: texts.money(usuallyNanoUsd, 'three') })
}

function positionLine(position: number, texts: Texts): string {
  return position === 0 ? texts.t('workflow.next') : texts.t('workflow.position', { count: position })
}

function taskLine({ task, state, doing, fraction, costNanoUsd }: ProgressTask, texts: Texts): string {
  const name = texts.t(`task.${task}`)
  const head = `${taskStateIcons[state]} ${state === 'running' ? `**${name}**` : name}`
  if (state === 'running') {
    const percent = Math.floor(Math.min(1, Math.max(0, fraction ?? 0)) * 100)
    const activity = doing && texts.t(`doing.${doing.code}`, doing.values)
    return `${[head, activity].filter(Boolean).join(' · ')}\n${bar(percent)} ${texts.percent(percent)}`
  }
  const details = [
    state !== 'waiting' && state !== 'completed' && texts.t(`taskStatus.${state}`),
    costNanoUsd !== undefined && costNanoUsd > 0n && texts.money(costNanoUsd, 'four'),
  ]
  return [head, ...details].filter(Boolean).join(' · ')
}
