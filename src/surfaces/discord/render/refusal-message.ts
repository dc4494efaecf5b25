import { bookedSubject } from '../../../ledger/subject.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { WorkflowRefusal } from '../../../orchestrator/workflow-result.ts'
import type { OutgoingMessage } from '../message.ts'
import { type ButtonPlan, buttonRow } from './buttons.ts'
import { composeEmbeds, type FieldPlan } from './embed-budget.ts'
import { moreOf, taskLabel } from './labels.ts'
import { colors, discordTime } from './look.ts'

/** Which limit has refused, what is left of it, when it resets and what would fit. `workflow`: one that can go on after a raise. */
export function refusalMessage(
  refusal: WorkflowRefusal,
  { canRaise, workflow }: { readonly canRaise: boolean; readonly workflow?: string | undefined },
  texts: Texts,
): OutgoingMessage {
  const { embeds } = composeEmbeds(
    [
      {
        color: colors.warning,
        title: `💸 ${texts.t('refusal.title')}`,
        lines: [refusalSentence(refusal, texts)],
        fields: refusalFields(refusal, texts),
        footer: workflow,
      },
    ],
    moreOf(texts),
  )
  const components = buttonRow([
    canRaise ? raiseButton(refusal, texts) : undefined,
    workflow ? { label: texts.t('result.continue'), does: ['continue', workflow], emoji: '▶️' } : undefined,
  ])
  return { embeds, components }
}

/** Which limit does not leave enough. */
export function refusalSentence(refusal: WorkflowRefusal, texts: Texts): string {
  const { kind, subject, period, limitNanoUsd } = refusal
  const limit = texts.money(limitNanoUsd)
  if (kind === 'task') {
    const task = taskLabel(subject.split('/').at(-1) ?? '', texts)
    return texts.t('refusal.task', { task, limit })
  }
  if (kind === 'scope' || period === undefined) return texts.t('refusal.run', { limit })
  switch (kind) {
    case 'user':
      return texts.t(`refusal.user.${period}`, { limit })
    case 'tenant': {
      const tenant = bookedSubject(subject)
      const isDirect = tenant.kind === 'tenant' && tenant.place === 'direct_messages'
      return texts.t(`refusal.${isDirect ? 'directMessages' : 'server'}.${period}`, { limit })
    }
    case 'bot':
      return texts.t(`refusal.bot.${period}`, { limit })
    default:
      return kind satisfies never
  }
}

export function refusalFields(refusal: WorkflowRefusal, texts: Texts): readonly FieldPlan[] {
  const { limitNanoUsd, spentNanoUsd, heldNanoUsd, requestedNanoUsd, resetsAtMs, fitsDepth } = refusal
  const left = limitNanoUsd - spentNanoUsd - heldNanoUsd
  const fits = fitsDepth
    ? texts.t('refusal.fitsDepth', { depth: texts.t(`depth.${fitsDepth}`) })
    : texts.t('refusal.fitsNone')
  return [
    {
      name: texts.t('refusal.left'),
      lines: [
        texts.t('refusal.leftOf', {
          left: texts.money(left > 0n ? left : 0n, 'three'),
          limit: texts.money(limitNanoUsd),
        }),
        ...(heldNanoUsd > 0n ? [texts.t('refusal.held', { held: texts.money(heldNanoUsd, 'three') })] : []),
      ],
      inline: true,
    },
    { name: texts.t('refusal.needed'), lines: [texts.money(requestedNanoUsd, 'three')], inline: true },
    ...(resetsAtMs === undefined
      ? []
      : [
          { name: texts.t('refusal.resets'), lines: [discordTime(resetsAtMs)], inline: true },
          { name: texts.t('refusal.fits'), lines: [fits], inline: true },
        ]),
  ]
}

/** None for the limit of a run, which ends with it. */
export function raiseButton(
  { subject, period }: Pick<WorkflowRefusal, 'subject' | 'period'>,
  texts: Texts,
): ButtonPlan | undefined {
  if (period === undefined) return undefined
  return { label: texts.t('result.raise'), does: ['raise', subject, period], style: 'primary', emoji: '⬆️' }
}
