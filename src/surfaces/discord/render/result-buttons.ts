import type { Depth } from '../../../ledger/attribution.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { NanoUsd } from '../../../money/nano-usd.ts'
import { mayPass } from '../../../orchestrator/workflow-failure.ts'
import type { WorkflowResult } from '../../../orchestrator/workflow-result.ts'
import { askButton } from './answer-message.ts'
import { type ButtonPlan, buttonRow, type LinkPlan, menuRow, type Row } from './buttons.ts'
import { raiseButton } from './refusal-lines.ts'

/** A depth and what it may cost. */
export interface DepthOffer {
  readonly depth: Depth
  readonly ceilingNanoUsd: NanoUsd
}

/** What can be done from here. */
export interface NextSteps {
  /** Deeper depths at which this was not read yet. */
  readonly deeper: readonly DepthOffer[]
  /** Briefs of it at deeper depths that there are already. */
  readonly deeperBriefs: readonly DeeperBrief[]
  /** A shallower depth than the one that was refused, which the budget would admit. */
  readonly shallower: DepthOffer | undefined
  /** The member may raise the limit that has refused. */
  readonly canRaise: boolean
  /** The limit that has refused leaves enough by now. */
  readonly isAdmittedNow: boolean
}

export interface DeeperBrief {
  readonly depth: Depth
  /** The message that shows it; undefined where no message does that its readers can be led to. */
  readonly address: string | undefined
}

/** The next step of each ending comes first: to go on, to try again, to read it cheaper or to raise the limit; then what there is to see. */
export function nextSteps(result: WorkflowResult, steps: NextSteps, texts: Texts): readonly Row[] {
  const { workflow, status, brief, cost, costNanoUsd, refusal } = result
  const { deeper, deeperBriefs, shallower, canRaise } = steps
  const canGoDeeper = status === 'completed' && brief !== undefined
  return [
    ...buttonRow([
      nextTry(result, steps, texts),
      status === 'refused' && shallower ? runAt(workflow, shallower, texts) : undefined,
      canRaise && refusal ? raiseButton(refusal, texts) : undefined,
      status === 'refused' && refusal?.period !== undefined
        ? { label: texts.t('result.whenItResets'), does: ['resets', workflow], emoji: '⏰' }
        : undefined,
      brief && { label: texts.t('result.fullBrief'), does: ['brief', workflow], emoji: '📄' },
      brief && askButton(workflow, texts.t('answer.ask')),
      cost && (cost.apiCalls + cost.local.calls > 0 || costNanoUsd !== 0n)
        ? { label: texts.t('result.costDetails'), does: ['details', workflow], emoji: '🧾' }
        : undefined,
      ...(canGoDeeper ? deeperBriefs.map((deep) => deeperBrief(workflow, deep, texts)) : []),
    ]),
    ...(canGoDeeper ? deeperMenu(workflow, deeper, texts) : []),
  ]
}

/** Asks whether a run is to be forgotten: for whom it alone is. */
export function forgetButton({ id }: { readonly id: string }, texts: Texts): ButtonPlan {
  return { label: texts.t('forget.button'), does: ['forget', id], emoji: '🧹' }
}

/** Something was paid for that going on need not pay again. */
export function hasPaidParts({ tasks, costNanoUsd }: Pick<WorkflowResult, 'tasks' | 'costNanoUsd'>): boolean {
  return costNanoUsd > 0n && tasks.some(({ status }) => status === 'completed' || status === 'partial')
}

/** To go on with what was begun, or to try again. What a budget refuses would be refused again, unless its reader can raise the limit or it leaves enough by now. */
function nextTry(
  result: WorkflowResult,
  { canRaise, isAdmittedNow }: NextSteps,
  texts: Texts,
): ButtonPlan | undefined {
  const { workflow, status, failure } = result
  const goOn = { does: ['continue', workflow], style: 'success', emoji: '▶️' } as const
  if (status === 'partial' || status === 'cancelled') return { ...goOn, label: texts.t('result.continue') }
  if (status === 'refused') {
    const label = texts.t(hasPaidParts(result) ? 'result.continue' : 'result.tryAgain')
    return canRaise || isAdmittedNow ? { ...goOn, label } : undefined
  }
  if (status !== 'failed') return undefined
  // What will hardly pass can be tried again all the same: its site may have changed it.
  const style = failure && mayPass(failure) ? 'primary' : 'secondary'
  return { label: texts.t('result.tryAgain'), does: ['retry', workflow], style, emoji: '🔁' }
}

function runAt(workflow: string, { depth, ceilingNanoUsd }: DepthOffer, texts: Texts): ButtonPlan {
  return {
    label: texts.t(`result.runAt.${depth}`, { ceiling: texts.money(ceilingNanoUsd) }),
    does: ['retry', workflow, depth],
    style: 'primary',
    emoji: '🪶',
  }
}

/** Leads to a brief that there is, or shows it to whoever presses. */
function deeperBrief(workflow: string, { depth, address }: DeeperBrief, texts: Texts): LinkPlan | ButtonPlan {
  const shown = { label: texts.t('result.deeperBrief', { depth: texts.t(`depth.${depth}`) }), emoji: '🔎' }
  return address ? { ...shown, leadsTo: address } : { ...shown, does: ['deeper', workflow, depth] }
}

function deeperMenu(workflow: string, deeper: readonly DepthOffer[], texts: Texts): readonly Row[] {
  return menuRow({
    placeholder: `🔎 ${texts.t('result.goDeeper')}`,
    does: ['deeper', workflow],
    options: deeper.map(({ depth, ceilingNanoUsd }) => ({
      value: depth,
      label: texts.t('result.depthOffer', {
        depth: texts.t(`depth.${depth}`),
        ceiling: texts.money(ceilingNanoUsd),
      }),
      description: texts.t(`result.depthGives.${depth}`),
    })),
  })
}
