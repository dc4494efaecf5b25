import { isOnlyHeld, limitedSubject, type Refusal } from '../../../ledger/limit-state.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { ButtonPlan } from './buttons.ts'
import { purseOf, taskLabel } from './labels.ts'
import { discordTime } from './look.ts'

/** Which limit does not leave enough, and that it may soon when the money is only set aside. */
export function refusalSentence(refusal: Refusal, texts: Texts): string {
  const sentence = limitSentence(refusal, texts)
  return isOnlyHeld(refusal) ? `${sentence} ${texts.t('refusal.onlyHeld')}` : sentence
}

function limitSentence(refusal: Refusal, texts: Texts): string {
  const { kind, subject, period, limitNanoUsd } = refusal
  const limit = texts.moneyInBoth(limitNanoUsd)
  if (kind === 'task') {
    const task = taskLabel(subject.split('/').at(-1) ?? '', texts)
    return texts.t('refusal.task', { task, limit })
  }
  const limited = limitedSubject(refusal)
  if (!limited || period === undefined) return texts.t('refusal.run', { limit })
  return texts.t(`refusal.${purseOf(limited)}.${period}`, { limit })
}

/** Which limit does not leave enough; what it leaves, and when it starts over. Of what is only held, the sentence says both. */
export function refusalLines(refusal: Refusal, texts: Texts): readonly string[] {
  const { limitNanoUsd, spentNanoUsd, heldNanoUsd, requestedNanoUsd, resetsAtMs } = refusal
  const sentence = refusalSentence(refusal, texts)
  if (isOnlyHeld(refusal)) return [sentence]
  const left = limitNanoUsd - spentNanoUsd - heldNanoUsd
  const figures = [
    texts.t('budget.remaining', { left: texts.money(left > 0n ? left : 0n, 'short') }),
    resetsAtMs === undefined
      ? texts.t('refusal.needed', { needed: texts.money(requestedNanoUsd) })
      : texts.t('budget.resets', { reset: discordTime(resetsAtMs) }),
  ]
  return [sentence, `-# ${figures.join(' · ')}`]
}

/** None for the limit of a run, which ends with it. */
export function raiseButton(
  { subject, period }: Pick<Refusal, 'subject' | 'period'>,
  texts: Texts,
): ButtonPlan | undefined {
  if (period === undefined) return undefined
  return { label: texts.t('result.raise'), does: ['raise', subject, period], emoji: '⬆️' }
}
