import type { Logger } from 'pino'
import type { MeterObserver } from '../llm/meter.ts'
import { formatModelId } from '../pricing/model-id.ts'
import type { OwnerNotice } from './owner-notice.ts'

/**
 * Watches the meter: a line in the log for each whole dollar and, once a period, for a soft limit that was gone past (its
 * owners hear of it by the alert that it is used up); a notice for a model without a price.
 *
 * @param onBooked after each booking: an alert may be waiting.
 */
export function createSpendObserver({
  log,
  onBooked,
  notify,
}: {
  readonly log: Logger
  readonly onBooked: () => void
  readonly notify: (notice: OwnerNotice) => void
}): MeterObserver {
  const warned = new Map<string, number | undefined>()
  return {
    booked: ({ milestoneUsd }) => {
      if (milestoneUsd !== undefined) log.info(`$${milestoneUsd} spent in all`)
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
    priceCaution: (model, caution) => {
      const name = formatModelId(model)
      log.warn({ model: name, caution }, 'The price of a model needs a look; see PRICES_FILE')
      if (caution === 'unpriced') notify({ kind: 'unpriced_model', model: name })
    },
  }
}
