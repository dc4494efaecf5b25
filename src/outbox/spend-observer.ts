import type { Logger } from 'pino'
import type { MeterObserver } from '../llm/meter.ts'
import type { OwnerNotice } from './owner-notice.ts'

/**
 * Watches the meter: a line in the log for each whole dollar and, once a period, for a soft limit that was gone past (its
 * owners hear of it by the alert that it is used up); a notice for each caution about a cost.
 *
 * @param onBooked after each booking: an alert may be waiting.
 */
export function createSpendObserver({
  log,
  tellsMilestones,
  onBooked,
  notify,
}: {
  readonly log: Logger
  readonly tellsMilestones: boolean
  readonly onBooked: () => void
  readonly notify: (notice: OwnerNotice) => void
}): MeterObserver {
  const warned = new Map<string, number | undefined>()
  return {
    booked: ({ milestoneUsd }) => {
      if (tellsMilestones && milestoneUsd !== undefined) log.info(`$${milestoneUsd} spent in all`)
      onBooked()
    },
    softLimitsExceeded: (limits) => {
      for (const { subject, period, resetsAtMs, limitNanoUsd, spentNanoUsd, heldNanoUsd } of limits) {
        const key = `${subject} ${period}`
        if (warned.has(key) && warned.get(key) === resetsAtMs) continue
        warned.set(key, resetsAtMs)
        const figures = { subject, period, resetsAtMs, limitNanoUsd, spentNanoUsd, heldNanoUsd }
        log.warn(figures, 'A soft limit is exceeded; calls go on')
      }
    },
    caution: (caution) => {
      log.warn(caution, 'The cost of a model needs a look; see PRICES_FILE')
      notify(
        caution.code === 'unpriced'
          ? { kind: 'unpriced_model', model: caution.model }
          : { ...caution.detail, kind: 'cost_caution', code: caution.code, model: caution.model },
      )
    },
  }
}
