import { bookedSubject, parseSubject, userSubject } from '../../../ledger/subject.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { OwnerNotice, SpikeNotice } from '../../../outbox/owner-notice.ts'
import type { Behind } from '../../../report/anomalies.ts'
import { subjectLabel, taskLabel } from './labels.ts'
import { discordTime } from './look.ts'
import { safeCode } from './safe-text.ts'

/** What servers are called on Discord, by the names of subjects. */
export type SubjectNames = ReadonlyMap<string, string>

export interface Wording {
  readonly title: string
  readonly lines: readonly string[]
}

type AnomalyNotice = Extract<
  OwnerNotice,
  { kind: 'spend_spike' | 'dear_workflow' | 'price_shift' | 'failure_rate' }
>

const alsoMaxCharacters = 400

/** What stands out in the books, with the figures by which it does. */
export function anomalyWording(notice: AnomalyNotice, texts: Texts, names: SubjectNames): Wording {
  switch (notice.kind) {
    case 'spend_spike':
      return spikeWording(notice, texts, names)
    case 'dear_workflow': {
      const { workflow, user, depth, costNanoUsd, usualNanoUsd } = notice
      const text = texts.t('alert.dearWorkflow', {
        workflow: safeCode(workflow, 80),
        depth: texts.t(`depth.${depth}`),
        cost: `**${texts.moneyInBoth(costNanoUsd)}**`,
        usual: texts.money(usualNanoUsd),
      })
      const by =
        user === null ? [] : [`-# ${texts.t('alert.dearWorkflowBy', { user: memberLabel(user, texts) })}`]
      return { title: `💸 ${texts.t('alert.dearWorkflowTitle')}`, lines: [text, ...by] }
    }
    case 'price_shift': {
      const { model, calls, spentNanoUsd, usualNanoUsd, boundNanoUsd } = notice
      const text = texts.t('alert.priceShift', {
        model: safeCode(model, 200),
        day: dayOf(notice),
        calls: texts.t('common.calls', { count: calls }),
        spent: `**${texts.moneyInBoth(spentNanoUsd)}**`,
        usual: texts.money(usualNanoUsd),
        bound: texts.money(boundNanoUsd),
      })
      return { title: `🏷️ ${texts.t('alert.priceShiftTitle')}`, lines: [text, ...behindLines(notice, texts)] }
    }
    case 'failure_rate': {
      const { model, calls, failedCalls, usualPercent } = notice
      const text = texts.t('alert.failureRate', {
        model: safeCode(model, 200),
        day: dayOf(notice),
        failed: failedCalls,
        calls,
        percent: `**${texts.percent((100 * failedCalls) / calls)}**`,
        usual: texts.percent(usualPercent),
      })
      return { title: `🔌 ${texts.t('alert.failureRateTitle')}`, lines: [text] }
    }
    default:
      return notice satisfies never
  }
}

function spikeWording(notice: SpikeNotice, texts: Texts, names: SubjectNames): Wording {
  const { spentNanoUsd, usualNanoUsd, boundNanoUsd, fromMs, also } = notice
  const spent = `**${texts.moneyInBoth(spentNanoUsd)}**`
  const usual = texts.money(usualNanoUsd)
  if (boundNanoUsd === 0n) {
    const text = texts.t('alert.spike', { spent, from: discordTime(fromMs, 't'), usual })
    return { title: `📈 ${texts.t('alert.spikeTitle')}`, lines: [text] }
  }
  const bound = texts.money(boundNanoUsd)
  return {
    title: `📈 ${texts.t('alert.spikeOfTitle', { subject: spikeLabel(notice, texts, names) })}`,
    lines: [
      texts.t('alert.spikeOfDay', { spent, day: dayOf(notice), usual, bound }),
      ...behindLines(notice, texts),
      ...(also === ''
        ? []
        : [`-# ${texts.t('alert.alsoUnusual', { names: alsoLabels(also, texts, names) })}`]),
    ],
  }
}

/** Servers, models and tasks, as they are known. */
function alsoLabels(also: string, texts: Texts, names: SubjectNames): string {
  let left = alsoMaxCharacters
  const labels = also.split(', ').map((name) => {
    if (/^(?:guild|dm)_/.test(name)) return subjectNamed(name, texts, names)
    return taskLabel(name, texts)
  })
  const shown = labels.filter((label) => {
    left -= label.length + 2
    return left >= 0
  })
  return shown.join(', ')
}

function spikeLabel({ dimension, subject }: SpikeNotice, texts: Texts, names: SubjectNames): string {
  switch (dimension) {
    case 'bot':
    case 'tenant':
      return subjectLabel(bookedSubject(subject), texts, names.get(subject), true)
    case 'model':
      return safeCode(subject, 100)
    case 'task':
      return taskLabel(subject, texts)
    default:
      return dimension satisfies never
  }
}

function behindLines({ workflow, user }: Behind, texts: Texts): readonly string[] {
  if (workflow === null) return []
  const values = { workflow: safeCode(workflow, 80) }
  return [
    user === null
      ? `-# ${texts.t('alert.behind', values)}`
      : `-# ${texts.t('alert.behindOf', { ...values, user: memberLabel(user, texts) })}`,
  ]
}

/** Who a notice is about, as Discord calls it where that is known. */
export function subjectNamed(name: string, texts: Texts, names: SubjectNames): string {
  return subjectLabel(parseSubject(name) ?? bookedSubject(name), texts, names.get(name))
}

function memberLabel(user: string, texts: Texts): string {
  return subjectLabel(userSubject(user), texts)
}

/** At noon it is the same day for most readers, wherever they are. */
function dayOf({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): string {
  return discordTime((fromMs + toMs) / 2, 'd')
}
