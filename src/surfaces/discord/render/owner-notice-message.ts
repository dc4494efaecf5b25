import type { Texts } from '../../../locales/texts.ts'
import type { Anomaly } from '../../../report/anomalies.ts'
import type { OutgoingMessage } from '../message.ts'
import { composeEmbeds } from './embed-budget.ts'
import { moreOf } from './labels.ts'
import { colors, discordTime } from './look.ts'
import { safeCode } from './safe-text.ts'

/** What the owners are told about spend that is unusual, though no budget is at a threshold. */
export function ownerNoticeMessage(notice: Anomaly, texts: Texts): OutgoingMessage {
  const { title, text } = wordingOf(notice, texts)
  const plan = { color: colors.caution, title, lines: [text] }
  return { embeds: composeEmbeds([plan], moreOf(texts)).embeds }
}

function wordingOf(notice: Anomaly, texts: Texts): { readonly title: string; readonly text: string } {
  switch (notice.kind) {
    case 'spend_spike': {
      const { spentNanoUsd, usualNanoUsd, fromMs } = notice
      const text = texts.t('alert.spike', {
        spent: `**${texts.money(spentNanoUsd)}**`,
        from: discordTime(fromMs, 't'),
        usual: texts.money(usualNanoUsd),
      })
      return { title: `📈 ${texts.t('alert.spikeTitle')}`, text }
    }
    case 'dear_workflow': {
      const { workflow, depth, costNanoUsd, usualNanoUsd } = notice
      const text = texts.t('alert.dearWorkflow', {
        workflow: safeCode(workflow, 80),
        depth: texts.t(`depth.${depth}`),
        cost: `**${texts.money(costNanoUsd)}**`,
        usual: texts.money(usualNanoUsd),
      })
      return { title: `💸 ${texts.t('alert.dearWorkflowTitle')}`, text }
    }
    case 'unpriced_model': {
      const text = texts.t('alert.unpriced', { model: safeCode(notice.model, 200) })
      return { title: `🏷️ ${texts.t('alert.unpricedTitle')}`, text }
    }
    default:
      return notice satisfies never
  }
}
