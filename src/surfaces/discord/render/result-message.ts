import type { Brief } from '../../../brief/brief.ts'
import type { Note } from '../../../brief/note.ts'
import { failureText } from '../../../locales/failure-text.ts'
import { noteText } from '../../../locales/note-text.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import type { WorkflowStatus } from '../../../orchestrator/workflow.ts'
import type { WorkflowResult } from '../../../orchestrator/workflow-result.ts'
import type { OutgoingFile, OutgoingMessage } from '../message.ts'
import { briefCard, type Ending } from './brief-card.ts'
import { briefMarkdown } from './brief-markdown.ts'
import { rowsPhoneLines } from './buttons.ts'
import { type CardPlan, composeCards, type FieldPlan } from './card.ts'
import { costLine } from './cost-line.ts'
import { type Color, colors, taskStateIcons } from './look.ts'
import { longestOnPhone } from './phone-lines.ts'
import { refusalLines } from './refusal-lines.ts'
import { hasPaidParts, type NextSteps, nextSteps } from './result-buttons.ts'
import { placeLine, safeText } from './safe-text.ts'

export interface ResultOptions extends NextSteps {
  /** The member asked for the cost, whatever it is. */
  readonly showCost: boolean
  /** The cost is shown when it is above this; undefined: only to who asked for it. */
  readonly noticeThresholdNanoUsd: NanoUsd | undefined
  /** Claims are held against more than what was read earlier. */
  readonly hasEvidenceSearch: boolean
}

const statusColors: Readonly<Record<WorkflowStatus, Color>> = {
  completed: colors.good,
  partial: colors.caution,
  refused: colors.warning,
  failed: colors.bad,
  cancelled: colors.quiet,
}
const notesShown = 3
/** As high as a file is shown below a card. */
const filePhoneLines = 2

/** How a run ended: the brief, or what stands in for it. What the card cannot hold is attached as Markdown. */
export function resultMessage(result: WorkflowResult, options: ResultOptions, texts: Texts): OutgoingMessage {
  const { brief } = result
  const components = nextSteps(result, options, texts)
  const below = rowsPhoneLines(components)
  if (!brief) {
    const longest =
      result.status === 'refused' && !hasPaidParts(result) ? longestOnPhone.refusal : longestOnPhone.failure
    const plan = withoutBrief(result, options, texts)
    // What has no room for its last lines says no more for saying so.
    const { cards } = composeCards([plan], () => '', { maxPhoneLines: longest - below })
    return { cards, components }
  }
  const ending: Ending = {
    color: statusColors[result.status],
    footer: footerOf(result, options, texts),
    missing: missingField(result, texts),
    notes: notesField(result, texts),
    hasEvidenceSearch: options.hasEvidenceSearch,
  }
  const { card, isShortened } = briefCard(result, brief, ending, texts)
  const { cards, isComplete } = composeCards(
    [card],
    (leftOut) => `-# ${texts.t('result.moreInFile', { count: leftOut })}`,
    { maxPhoneLines: longestOnPhone.brief - filePhoneLines - below },
  )
  const files = isComplete && !isShortened ? [] : [briefFile(result, brief, texts)]
  return { cards, components, ...(files.length > 0 && { files }) }
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

/** What is missing from a brief and why. */
function missingField(result: WorkflowResult, texts: Texts): FieldPlan {
  const { status, tasks, refusal } = result
  const missing = tasks
    .filter((task) => task.status !== 'completed')
    .map((task) => {
      const named = { task: texts.t(`task.${task.task}`), status: texts.t(`taskStatus.${task.status}`) }
      return `${taskStateIcons[task.status]} ${texts.t('result.missingTask', named)}`
    })
  const lines = [
    ...missing,
    ...(refusal ? refusalLines(refusal, texts) : []),
    ...(status === 'completed' ? [] : [`-# ${texts.t('result.keptNothingLost')}`]),
  ]
  return { name: `⚠️ ${texts.t('result.missing')}`, lines, isNeeded: true, maxPhoneLines: 12 }
}

/** Notes whose words stand beside the claims, and in the list of sources. */
const toldElsewhere: readonly Note['code'][] = ['no_search', 'source_not_read']

function notesField({ notes: all }: WorkflowResult, texts: Texts): FieldPlan {
  const notes = all.filter(({ code }) => !toldElsewhere.includes(code))
  return {
    name: `💡 ${texts.t('result.notes')}`,
    lines: notes.slice(0, notesShown).map((note) => `-# ${safeText(noteText(note, texts), 400)}`),
    leftOut: Math.max(0, notes.length - notesShown),
    maxPhoneLines: 7,
  }
}

/** Why there is no brief, in a sentence or two: a list of tasks that were not reached says nothing more. */
function withoutBrief(result: WorkflowResult, options: ResultOptions, texts: Texts): CardPlan {
  const { status, failure, refusal, source, location, cost } = result
  const title = {
    failed: `❌ ${texts.t('result.failedTitle')}`,
    cancelled: `🚫 ${texts.t('result.cancelledTitle')}`,
    refused: `💸 ${texts.t('result.refusedTitle')}`,
    partial: `🟡 ${texts.t('result.partialTitle')}`,
    completed: `✅ ${texts.t('cost.finished')}`,
  }[status]
  const told = failure && failureText(failure, texts)
  return {
    color: statusColors[status],
    title,
    lines: [
      ...(told ? [`**${safeText(told.says, 400)}**`, safeText(told.next, 400)] : []),
      ...(refusal ? refusalLines(refusal, texts) : []),
      ...(hasPaidParts(result) && status !== 'failed' ? [`-# ${texts.t('result.keptNothingLost')}`] : []),
      `-# ${placeLine(source?.url ?? location)}`,
    ],
    fields: [notesField(result, texts)],
    ...(cost && { footer: footerOf(result, options, texts) }),
  }
}
