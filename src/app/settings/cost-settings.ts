import { z } from 'zod'
import type { AdminKeys } from '../../llm/provider-costs/provider-costs.ts'
import { secretKey } from './fields.ts'

/** What providers are asked with about what they charge. */
export interface CostSettings {
  readonly adminKeys: AdminKeys
}

/** The settings as the environment has them. */
export const costFields = {
  OPENAI_ADMIN_KEY: secretKey.optional(),
  ANTHROPIC_ADMIN_KEY: secretKey.optional(),
  OPENROUTER_MANAGEMENT_KEY: secretKey.optional(),
}

const environment = z.object(costFields)

export function costSettingsOf(settings: z.output<typeof environment>): CostSettings {
  return {
    adminKeys: {
      openai: settings.OPENAI_ADMIN_KEY,
      anthropic: settings.ANTHROPIC_ADMIN_KEY,
      openrouter: settings.OPENROUTER_MANAGEMENT_KEY,
    },
  }
}
