import { isOnlyHeld } from '../../../ledger/limit-state.ts'
import { bookedSubject } from '../../../ledger/subject.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { WorkflowRefusal } from '../../../orchestrator/workflow-result.ts'
import type { ButtonPlan } from './buttons.ts'
import type { FieldPlan } from './card.ts'
import { taskLabel } from './labels.ts'
import { discordTime } from './look.ts'

/** Which limit does not leave enough, and that it may soon when the money is only set aside. */
export function refusalSentence(refusal: WorkflowRefusal, texts: Texts): string {
  const sentence = limitSentence(refusal, texts)
  return isOnlyHeld(refusal) ? `${sentence} ${texts.t('refusal.onlyHeld')}` : sentence
}

function limitSentence(refusal: WorkflowRefusal, texts: Texts): string {
  const { kind, subject, period, limitNanoUsd } = refusal
  const limit = texts.moneyInBoth(limitNanoUsd)
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

/** What is left of the limit, what was asked for, and when it resets. */
export function refusalFields(refusal: WorkflowRefusal, texts: Texts): readonly FieldPlan[] {
  const { limitNanoUsd, spentNanoUsd, heldNanoUsd, requestedNanoUsd, resetsAtMs } = refusal
  const left = limitNanoUsd - spentNanoUsd - heldNanoUsd
  return [
    {
      name: texts.t('refusal.left'),
      lines: [
        texts.t('refusal.leftOf', {
          left: texts.moneyInBoth(left > 0n ? left : 0n, 'three'),
          limit: texts.money(limitNanoUsd),
        }),
        ...(heldNanoUsd > 0n ? [texts.t('refusal.held', { held: texts.money(heldNanoUsd, 'three') })] : []),
      ],
      inline: true,
    },
    { name: texts.t('refusal.needed'), lines: [texts.moneyInBoth(requestedNanoUsd, 'three')], inline: true },
    ...(resetsAtMs === undefined || isOnlyHeld(refusal)
      ? []
      : [{ name: texts.t('refusal.resets'), lines: [discordTime(resetsAtMs)], inline: true }]),
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
