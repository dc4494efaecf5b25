import { z } from 'zod'
import type { NanoUsd } from '../../money/nano-usd.ts'
import { usdAmount } from './fields.ts'

export interface QuestionSettings {
  /** What one question about what was read may cost. */
  readonly questionLimitNanoUsd: NanoUsd
}

/** The settings as the environment has them. */
export const questionFields = { QUESTION_BUDGET: usdAmount.prefault('0.10') }

const environment = z.object(questionFields)

export function questionSettingsOf(settings: z.output<typeof environment>): QuestionSettings {
  return { questionLimitNanoUsd: settings.QUESTION_BUDGET }
}
