import { z } from 'zod'
import type { RetentionDays } from '../../orchestrator/retention.ts'
import { wholeNumber } from './fields.ts'

export interface RetentionSettings {
  /** How long what is kept is kept. */
  readonly retentionDays: RetentionDays
}

/** A hundred years. */
const mostDays = 36_500

/** The settings as the environment has them. */
export const retentionFields = {
  KNOWLEDGE_RETENTION_DAYS: wholeNumber(1, mostDays).optional(),
  CHECKPOINT_RETENTION_DAYS: wholeNumber(1, mostDays).default(30),
}

const environment = z.object(retentionFields)

export function retentionSettingsOf(settings: z.output<typeof environment>): RetentionSettings {
  const { KNOWLEDGE_RETENTION_DAYS: knowledge, CHECKPOINT_RETENTION_DAYS: checkpoints } = settings
  return { retentionDays: { knowledge, checkpoints } }
}
