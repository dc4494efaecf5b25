import { z } from 'zod'
import { type UnpricedPolicy, unpricedPolicies } from '../../pricing/price-answer.ts'
import { httpUrl, wholeNumber } from './fields.ts'

/** Where prices come from. */
export interface PriceSettings {
  readonly pricesFile: string | undefined
  /** 0: never. */
  readonly pricesRefreshHours: number
  readonly pricesUrl: string | undefined
  readonly unpricedModels: UnpricedPolicy
}

/** The settings as the environment has them. */
export const priceFields = {
  PRICES_FILE: z.string().optional(),
  PRICES_REFRESH_HOURS: wholeNumber(0, 8760).default(24),
  PRICES_URL: httpUrl.optional(),
  UNPRICED_MODELS: z.enum(unpricedPolicies, `expected ${unpricedPolicies.join(' or ')}`).default('fallback'),
}

const environment = z.object(priceFields)

export function priceSettingsOf(settings: z.output<typeof environment>): PriceSettings {
  return {
    pricesFile: settings.PRICES_FILE,
    pricesRefreshHours: settings.PRICES_REFRESH_HOURS,
    pricesUrl: settings.PRICES_URL,
    unpricedModels: settings.UNPRICED_MODELS,
  }
}
