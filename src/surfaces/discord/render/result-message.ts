import type { Brief } from '../../../brief/brief.ts'
import type { Depth } from '../../../ledger/attribution.ts'
import { failureText } from '../../../locales/failure-text.ts'
import { noteText } from '../../../locales/note-text.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import type { WorkflowStatus } from '../../../orchestrator/workflow.ts'
import { mayPass } from '../../../orchestrator/workflow-failure.ts'
import type { WorkflowResult } from '../../../orchestrator/workflow-result.ts'
import type { OutgoingFile, OutgoingMessage } from '../message.ts'
import { briefEmbeds, type Ending } from './brief-embeds.ts'
import { briefMarkdown } from './brief-markdown.ts'
import { type ButtonPlan, buttonRow } from './buttons.ts'
import { type CardPlan, composeCards, type FieldPlan } from './card.ts'
import { costLine } from './cost-line.ts'
import { moreOf } from './labels.ts'
import { type Color, colors, taskStateIcons } from './look.ts'
import { raiseButton, refusalFields, refusalSentence } from './refusal-message.ts'
import { safeText } from './safe-text.ts'

/** A depth and what it may cost. */
export interface DepthOffer {
  readonly depth: Depth
  readonly ceilingNanoUsd: NanoUsd
}

export interface ResultOptions {
  /** The member asked for the cost, whatever it is. */
  readonly showCost: boolean
  /** The cost is shown when it is above this; undefined: only to who asked for it. */
  readonly noticeThresholdNanoUsd: NanoUsd | undefined
  /** The next depth; undefined after the deepest. */
  readonly deeper: DepthOffer | undefined
  /** A shallower depth than the one that was refused, which the budget would admit. */
  readonly shallower: DepthOffer | undefined
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
  const plans = brief
    ? briefEmbeds(result, brief, { color, footer, ending: endingFields(result, texts) }, texts)
    : [withoutBrief(result, { color, footer }, texts)]
  const { cards, isComplete } = composeCards(plans, moreOf(texts))
  return {
    cards,
    components: buttonsOf(result, options, texts),
    ...(brief && !isComplete && { files: [briefFile(result, brief, texts)] }),
  }
}

/** The whole brief as a file. */
export function briefFile(result: WorkflowResult, brief: Brief, texts: Texts): OutgoingFile {
  return { name: texts.t('result.briefFile'), data: Buffer.from(briefMarkdown({ ...result, brief }, texts)) }
}

function footerOf(
  { cost, costNanoUsd, unresolvedNanoUsd, depth, workflow, brief }: WorkflowResult,
  { showCost, noticeThresholdNanoUsd }: ResultOptions,
  texts: Texts,
): string {
  // Where there is no brief, nothing is complete.
  const form = brief ? (showCost ? 'detailed' : 'basic') : 'compact'
  const isDear = noticeThresholdNanoUsd !== undefined && costNanoUsd > noticeThresholdNanoUsd
  const isShown = showCost || isDear
  const about = texts.t('result.footer', { depth: texts.t(`depth.${depth}`), workflow })
  return [isShown ? costLine(cost, form, texts, unresolvedNanoUsd) : undefined, about]
    .filter(Boolean)
    .join('\n')
}

/** What is missing from a brief and why, and what was noted on the way. */
function endingFields(result: WorkflowResult, texts: Texts): readonly FieldPlan[] {
  const { status, tasks, refusal } = result
  const missing = tasks
    .filter((task) => task.status !== 'completed')
    .map((task) => {
      const named = { task: texts.t(`task.${task.task}`), status: texts.t(`taskStatus.${task.status}`) }
      return `${taskStateIcons[task.status]} ${texts.t('result.missingTask', named)}`
    })
  return [
    {
      name: `⚠️ ${texts.t('result.missing')}`,
      lines: [
        ...missing,
        ...(refusal ? [refusalSentence(refusal, texts)] : []),
        ...(status === 'completed' ? [] : [`-# ${texts.t('result.keptNothingLost')}`]),
      ],
    },
    ...(refusal ? refusalFields(refusal, texts) : []),
    notesField(result, texts),
  ]
}

function notesField({ notes }: WorkflowResult, texts: Texts): FieldPlan {
  return {
    name: `💡 ${texts.t('result.notes')}`,
    lines: notes.map((note) => `- ${safeText(noteText(note, texts), 400)}`),
  }
}

/** Why there is no brief, in a sentence or two: a list of tasks that were not reached says nothing more. */
function withoutBrief(
  result: WorkflowResult,
  { color, footer }: Pick<Ending, 'color' | 'footer'>,
  texts: Texts,
): CardPlan {
  const { status, failure, refusal, source, location } = result
  const title = {
    failed: `❌ ${texts.t('result.failedTitle')}`,
    cancelled: `🚫 ${texts.t('result.cancelledTitle')}`,
    refused: `💸 ${texts.t('result.refusedTitle')}`,
    partial: `🟡 ${texts.t('result.partialTitle')}`,
    completed: `✅ ${texts.t('cost.finished')}`,
  }[status]
  const told = failure && failureText(failure, texts)
  return {
    color,
    title,
    lines: [
      safeText(source?.url ?? location, 300),
      ...(told ? [`**${safeText(told.says, 400)}**`, safeText(told.next, 400)] : []),
      ...(refusal ? [refusalSentence(refusal, texts)] : []),
      ...(hasFinished(result) && goesOn(result) ? [`-# ${texts.t('result.keptNothingLost')}`] : []),
    ],
    fields: [...(refusal ? refusalFields(refusal, texts) : []), notesField(result, texts)],
    footer,
  }
}

/** There may be another try, so that what was done has not been in vain. */
function goesOn({ status, failure }: WorkflowResult): boolean {
  return status !== 'failed' || (failure !== undefined && mayPass(failure))
}

/** Something was done that going on need not do again. */
function hasFinished({ tasks }: WorkflowResult): boolean {
  return tasks.some(({ status }) => status === 'completed' || status === 'partial')
}

function buttonsOf(
  result: WorkflowResult,
  { deeper, shallower, canRaise }: ResultOptions,
  texts: Texts,
): ReturnType<typeof buttonRow> {
  const { workflow, status, brief, cost, costNanoUsd, refusal } = result
  const label = (key: 'result.goDeeper' | 'result.runAt', { depth, ceilingNanoUsd }: DepthOffer) =>
    texts.t(key, { depth: texts.t(`depth.${depth}`), ceiling: texts.money(ceilingNanoUsd) })
  return buttonRow([
    cost && (cost.apiCalls > 0 || costNanoUsd !== 0n)
      ? { label: texts.t('result.costDetails'), does: ['details', workflow], emoji: '🧾' }
      : undefined,
    brief && { label: texts.t('result.fullBrief'), does: ['brief', workflow], emoji: '📄' },
    status === 'completed' && deeper
      ? {
          label: label('result.goDeeper', deeper),
          does: ['deeper', workflow, deeper.depth],
          style: 'primary',
          emoji: '🔎',
        }
      : undefined,
    nextTry(result, canRaise, texts),
    status === 'refused' && shallower
      ? { label: label('result.runAt', shallower), does: ['retry', workflow, shallower.depth], emoji: '🪶' }
      : undefined,
    canRaise && refusal ? raiseButton(refusal, texts) : undefined,
  ])
}

/**
 * To go on with what was begun, or to try again what may work another time. What a budget has refused before anything was done would
 * be refused again, unless its reader can raise the limit.
 */
function nextTry(result: WorkflowResult, canRaise: boolean, texts: Texts): ButtonPlan | undefined {
  const { workflow, status, failure } = result
  const isWorthwhile = status === 'refused' && (hasFinished(result) || canRaise)
  const canContinue = status === 'partial' || status === 'cancelled' || isWorthwhile
  if (canContinue)
    return { label: texts.t('result.continue'), does: ['continue', workflow], style: 'success', emoji: '▶️' }
  if (status !== 'failed' || !failure || !mayPass(failure)) return undefined
  return { label: texts.t('result.tryAgain'), does: ['retry', workflow], style: 'primary', emoji: '🔁' }
}
