import { z } from 'zod'
import type { NanoUsd } from '../../money/nano-usd.ts'
import { usdAmount } from './fields.ts'

export interface AnomalySettings {
  /** What is less above the usual is no anomaly. */
  readonly leastAnomalyNanoUsd: NanoUsd
}

/** The settings as the environment has them. */
export const anomalyFields = { ANOMALY_MIN_USD: usdAmount.prefault('0.50') }

const environment = z.object(anomalyFields)

export function anomalySettingsOf(settings: z.output<typeof environment>): AnomalySettings {
  return { leastAnomalyNanoUsd: settings.ANOMALY_MIN_USD }
}
