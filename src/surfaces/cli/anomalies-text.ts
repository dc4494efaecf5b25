import { printableName, wrapped } from '../../app/terminal-text.ts'
import { formatUsd } from '../../money/format.ts'
import type { NanoUsd } from '../../money/nano-usd.ts'
import type { Behind, BookedAnomaly, SpendSpike } from '../../report/anomalies.ts'
import { localDate } from '../../report/period-range.ts'

/** What stands out, a paragraph each, with the figures by which it does. */
export function anomaliesText(found: readonly BookedAnomaly[], timeZone: string, width: number): string {
  if (found.length === 0) return 'Nothing stands out.'
  return found.map((anomaly) => wrapped(sentenceOf(anomaly, timeZone), width)).join('\n')
}

function sentenceOf(anomaly: BookedAnomaly, timeZone: string): string {
  const day = localDate(anomaly.fromMs, timeZone).toString()
  switch (anomaly.kind) {
    case 'spend_spike': {
      const { spentNanoUsd } = anomaly
      return `${day}  ${spenderOf(anomaly)} cost ${money(spentNanoUsd)}; such days ${usually(anomaly)}.${behind(anomaly)}`
    }
    case 'dear_workflow': {
      const { workflow, user, depth, costNanoUsd } = anomaly
      const by = user === null ? '' : ` of user ${printableName(user)}`
      return `${day}  the run ${workflow}${by} at depth ${depth} cost ${money(costNanoUsd)}; others ${usually(anomaly)}.`
    }
    case 'price_shift': {
      const { model, calls, spentNanoUsd } = anomaly
      return `${day}  ${calls} calls of ${printableName(model)} cost ${money(spentNanoUsd)}; as many ${usually(anomaly)}.${behind(anomaly)}`
    }
    case 'failure_rate': {
      const { model, calls, failedCalls, usualPercent } = anomaly
      return `${day}  ${failedCalls} of ${calls} calls of ${printableName(model)} failed; usually ${usualPercent} % do.`
    }
    default:
      return anomaly satisfies never
  }
}

function spenderOf({ dimension, subject }: Pick<SpendSpike, 'dimension' | 'subject'>): string {
  if (dimension === 'bot') return 'the whole bot'
  return subject === 'none' ? `what has no ${dimension}` : `${dimension} ${printableName(subject)}`
}

function usually({
  usualNanoUsd,
  boundNanoUsd,
}: {
  readonly usualNanoUsd: NanoUsd
  readonly boundNanoUsd: NanoUsd
}): string {
  return `usually cost about ${money(usualNanoUsd)} and stay under ${money(boundNanoUsd)}`
}

function behind({ workflow, user }: Behind): string {
  if (workflow === null) return ''
  return ` Dearest run: ${workflow}${user === null ? '' : `; most of it spent by user ${printableName(user)}`}.`
}

function money(amount: NanoUsd): string {
  return formatUsd(amount, 'readable')
}
