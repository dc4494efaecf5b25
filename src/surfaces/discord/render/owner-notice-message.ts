import { cautionText } from '../../../locales/caution-text.ts'
import type { Texts } from '../../../locales/texts.ts'
import type { OwnerNotice } from '../../../outbox/owner-notice.ts'
import { topicOf } from '../../../outbox/topic.ts'
import type { TroubleNotice } from '../../../outbox/trouble-notice.ts'
import type { OutgoingMessage } from '../message.ts'
import { anomalyWording, type SubjectNames, subjectNamed, type Wording } from './anomaly-wording.ts'
import { composeCards } from './card.ts'
import { moreOf } from './labels.ts'
import { colors, discordTime } from './look.ts'
import { muteButton } from './mute-buttons.ts'
import { safeCode, safeLine, safeText } from './safe-text.ts'

const detailMaxCharacters = 700

/** What the owners are told besides crossings: unusual spend, costs in doubt, and failures that are theirs to mend. */
export function ownerNoticeMessage(
  notice: OwnerNotice,
  texts: Texts,
  names: SubjectNames = new Map(),
): OutgoingMessage {
  const { title, lines } = wordingOf(notice, texts, names)
  const plan = { color: colors.caution, title, lines }
  const topic = topicOf(notice)
  return {
    cards: composeCards([plan], moreOf(texts)).cards,
    ...(topic !== undefined && { components: muteButton(topic, texts) }),
  }
}

function wordingOf(notice: OwnerNotice, texts: Texts, names: SubjectNames): Wording {
  switch (notice.kind) {
    case 'spend_spike':
    case 'dear_workflow':
    case 'price_shift':
    case 'failure_rate':
      return anomalyWording(notice, texts, names)
    case 'run_over_threshold': {
      const { workflow, depth, costNanoUsd, thresholdNanoUsd } = notice
      const text = texts.t('alert.overThreshold', {
        workflow: safeCode(workflow, 80),
        depth: texts.t(`depth.${depth}`),
        cost: texts.money(costNanoUsd, 'three'),
        threshold: texts.money(thresholdNanoUsd, 'three'),
      })
      return { title: `💸 ${texts.t('alert.overThresholdTitle')}`, lines: [text] }
    }
    case 'unpriced_model': {
      const text = texts.t('alert.unpriced', { model: safeCode(notice.model, 200) })
      return { title: `🏷️ ${texts.t('alert.unpricedTitle')}`, lines: [text] }
    }
    case 'provider_failing':
      return { title: `🔌 ${texts.t('alert.providerTitle')}`, lines: troubleLines(notice, texts) }
    case 'setting_needed':
      return { title: `🔧 ${texts.t('alert.settingTitle')}`, lines: troubleLines(notice, texts) }
    case 'runs_refused': {
      const { subject, period, spentNanoUsd, limitNanoUsd, requestedNanoUsd, resetsAtMs } = notice
      const { depth, usualNanoUsd } = notice
      const text = texts.t(depth ? `alert.refusedRun.${depth}` : 'alert.refused', {
        limit: texts.t(`alert.refusedBy.${period}`, { subject: subjectNamed(subject, texts, names) }),
        spent: texts.money(spentNanoUsd, 'three'),
        of: texts.moneyInBoth(limitNanoUsd, 'three'),
        needed: texts.money(depth ? usualNanoUsd : requestedNanoUsd, 'three'),
        reset: discordTime(resetsAtMs),
      })
      return { title: `⛔ ${texts.t('alert.refusedTitle')}`, lines: [text] }
    }
    case 'cost_caution': {
      const { kind: _kind, code, model, ...detail } = notice
      const text = safeText(cautionText({ code, model, detail }, texts), 1_000)
      return { title: `🔎 ${texts.t('alert.cautionTitle')}`, lines: [text] }
    }
    default:
      return notice satisfies never
  }
}

/** What to do, then what was said, then that this is told once a day. */
function troubleLines({ kind, code, detail }: TroubleNotice, texts: Texts): readonly string[] {
  return [
    texts.t(`advice.${code}`),
    `> ${safeLine(detail, detailMaxCharacters)}`,
    `-# ${texts.t(`alert.onceADay.${kind}`)}`,
  ]
}
