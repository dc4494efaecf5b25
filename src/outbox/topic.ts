import type { Anomaly } from '../report/anomalies.ts'
import type { OwnerNotice } from './owner-notice.ts'
import { nonceOf } from './parcel.ts'

/** What owners can mute, in a word that fits on a button; undefined of what they must hear. */
export function topicOf(notice: OwnerNotice | Anomaly): string | undefined {
  switch (notice.kind) {
    case 'spend_spike':
      return nonceOf(notice.kind, notice.dimension, notice.subject)
    case 'dear_workflow':
      return nonceOf(notice.kind, notice.depth)
    case 'price_shift':
    case 'failure_rate':
      return nonceOf(notice.kind, notice.model)
    case 'unpriced_model':
    case 'provider_failing':
    case 'setting_needed':
    case 'runs_refused':
    case 'run_over_threshold':
    case 'cost_caution':
      return undefined
    default:
      return notice satisfies never
  }
}

/** As {@link topicOf} makes them. */
export function isTopic(text: string | undefined): text is string {
  return text !== undefined && /^[\w-]{25}$/.test(text)
}
