import type { Catalogue } from '../../../pricing/catalogue.ts'
import { formatModelId, type ModelId } from '../../../pricing/model-id.ts'
import { oldAfterDays } from '../../../pricing/validate-prices.ts'
import { ownPriceText, priceCautionText, warningText } from '../price-words.ts'
import type { Check } from './check.ts'

const dayMs = 24 * 60 * 60 * 1_000

/** How old the published prices are, and what is odd about those of the configured models. */
export function priceChecks(catalogue: Catalogue, models: readonly ModelId[]): readonly Check[] {
  const ageDays = Math.floor(catalogue.ageMs() / dayMs)
  const isOld = ageDays > oldAfterDays
  const age: Check = {
    name: 'prices',
    status: isOld ? 'warning' : 'ok',
    detail: `published ${ageDays} ${ageDays === 1 ? 'day' : 'days'} ago`,
    hint: isOld ? '"autointel prices --refresh" downloads newer ones.' : undefined,
  }
  const cautions = models.flatMap((model) => {
    const answer = catalogue.priceOf(model)
    if (answer.kind === 'refused') return [`${formatModelId(model)} has no price: calls are refused.`]
    return answer.caution && answer.caution !== 'zero_price'
      ? [priceCautionText(formatModelId(model), answer.caution)]
      : []
  })
  const warnings = catalogue
    .validate(models)
    .filter(({ kind }) => kind !== 'old')
    .map(warningText)
  const own = catalogue.ownPriceWarnings(models).map(ownPriceText)
  return [
    age,
    ...[...cautions, ...warnings, ...own].map((detail) => ({
      name: 'prices',
      status: 'warning' as const,
      detail,
    })),
  ]
}
