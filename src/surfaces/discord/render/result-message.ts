import type { Brief } from '../../../brief/brief.ts'
import type { Depth } from '../../../ledger/attribution.ts'
import { noteText } from '../../../locales/note-text.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import type { WorkflowStatus } from '../../../orchestrator/workflow.ts'
import type { WorkflowResult } from '../../../orchestrator/workflow-result.ts'
import type { OutgoingFile, OutgoingMessage } from '../message.ts'
import { briefEmbeds, type Ending } from './brief-embeds.ts'
import { briefMarkdown } from './brief-markdown.ts'
import { buttonRow } from './buttons.ts'
import { costLine } from './cost-line.ts'
import { composeEmbeds, type EmbedPlan, type FieldPlan } from './embed-budget.ts'
import { moreOf } from './labels.ts'
import { type Color, colors, taskStateIcons } from './look.ts'
import { raiseButton, refusalFields, refusalSentence } from './refusal-message.ts'
import { safeText, webAddress } from './safe-text.ts'

export interface ResultOptions {
  /** The member asked for the cost, whatever it is. */
  readonly showCost: boolean
  /** The cost is shown when it is above this. */
  readonly noticeThresholdNanoUsd: NanoUsd
  /** The next depth and what it may cost; undefined after the deepest. */
  readonly deeper: { readonly depth: Depth; readonly ceilingNanoUsd: NanoUsd } | undefined
  /** The member may raise the limit that has refused. */
  readonly canRaise: boolean
  readonly timeZone: string
}

const statusColors: Readonly<Record<WorkflowStatus, Color>> = {
  completed: colors.good,
  partial: colors.caution,
  refused: colors.warning,
  failed: colors.bad,
  cancelled: colors.quiet,
}

/** How a run ended: the brief, or what stands in for it. What the embeds cannot hold is attached as Markdown. */
export function resultMessage(result: WorkflowResult, options: ResultOptions, texts: Texts): OutgoingMessage {
  const { brief } = result
  const color = statusColors[result.status]
  const footer = footerOf(result, options, texts)
  const ending = endingFields(result, texts)
  const plans = brief
    ? briefEmbeds(result, brief, { color, footer, ending }, texts)
    : [withoutBrief(result, { color, footer, ending }, texts)]
  const { embeds, isComplete } = composeEmbeds(plans, moreOf(texts))
  return {
    embeds,
    components: buttonsOf(result, options, texts),
    ...(brief && !isComplete && { files: [briefFile(result, brief, texts)] }),
  }
}

/** The whole brief as a file. */
export function briefFile(result: WorkflowResult, brief: Brief, texts: Texts): OutgoingFile {
  return { name: texts.t('result.briefFile'), data: Buffer.from(briefMarkdown({ ...result, brief }, texts)) }
}

function footerOf(
  { cost, costNanoUsd, depth, workflow, brief }: WorkflowResult,
  { showCost, noticeThresholdNanoUsd }: ResultOptions,
  texts: Texts,
): string {
  // Where there is no brief, nothing is complete.
  const form = brief ? (showCost ? 'detailed' : 'basic') : 'compact'
  const isShown = showCost || costNanoUsd > noticeThresholdNanoUsd
  const about = texts.t('result.footer', { depth: texts.t(`depth.${depth}`), workflow })
  return [isShown ? costLine(cost, form, texts) : undefined, about].filter(Boolean).join('\n')
}

/** What is missing, why, and what was noted on the way. */
function endingFields(result: WorkflowResult, texts: Texts): readonly FieldPlan[] {
  const { status, tasks, notes, refusal } = result
  const missing = tasks
    .filter((task) => task.status !== 'completed')
    .map((task) => {
      const named = { task: texts.t(`task.${task.task}`), status: texts.t(`taskStatus.${task.status}`) }
      return `${taskStateIcons[task.status]} ${texts.t('result.missingTask', named)}`
    })
  const isUnfinished = status !== 'completed' && status !== 'failed'
  return [
    {
      name: `⚠️ ${texts.t('result.missing')}`,
      lines: [
        ...missing,
        ...(refusal ? [refusalSentence(refusal, texts)] : []),
        ...(isUnfinished ? [`-# ${texts.t('result.keptNothingLost')}`] : []),
      ],
    },
    ...(refusal ? refusalFields(refusal, texts) : []),
    {
      name: `💡 ${texts.t('result.notes')}`,
      lines: notes.map((note) => `- ${safeText(noteText(note, texts), 400)}`),
    },
  ]
}

function withoutBrief(
  { status, failure, source, notes }: WorkflowResult,
  { color, footer, ending }: Ending,
  texts: Texts,
): EmbedPlan {
  const title = {
    failed: `❌ ${texts.t('result.failedTitle')}`,
    cancelled: `🚫 ${texts.t('result.cancelledTitle')}`,
    refused: `💸 ${texts.t('result.refusedTitle')}`,
    partial: `🟡 ${texts.t('result.partialTitle')}`,
    completed: `✅ ${texts.t('cost.finished')}`,
  }[status]
  const where = source && safeText(source.url ?? source.location, 300)
  const why = [failure?.message, failure?.hint].map((text) => safeText(text ?? '', 800))
  return {
    color,
    title,
    url: webAddress(source?.url),
    lines: [...why, where ?? ''].filter((line) => line !== ''),
    fields: notes.length > 0 || status !== 'failed' ? ending : [],
    footer,
  }
}

function buttonsOf(result: WorkflowResult, { deeper, canRaise }: ResultOptions, texts: Texts) {
  const { workflow, status, brief, cost, refusal } = result
  const canContinue = status === 'partial' || status === 'refused' || status === 'cancelled'
  const goDeeper = deeper &&
    status === 'completed' && {
      label: texts.t('result.goDeeper', {
        depth: texts.t(`depth.${deeper.depth}`),
        ceiling: texts.money(deeper.ceilingNanoUsd),
      }),
      does: ['deeper', workflow, deeper.depth] as const,
      style: 'primary' as const,
      emoji: '🔎',
    }
  return buttonRow([
    cost && { label: texts.t('result.costDetails'), does: ['details', workflow], emoji: '🧾' },
    brief && { label: texts.t('result.fullBrief'), does: ['brief', workflow], emoji: '📄' },
    goDeeper || undefined,
    canContinue
      ? { label: texts.t('result.continue'), does: ['continue', workflow], style: 'success', emoji: '▶️' }
      : undefined,
    canRaise && refusal ? raiseButton(refusal, texts) : undefined,
  ])
}
