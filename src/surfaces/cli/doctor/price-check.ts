import { ownPriceText, priceCautionText, warningText } from '../../../locales/price-words.ts'
import type { Catalogue } from '../../../pricing/catalogue.ts'
import { formatModelId, type ModelId } from '../../../pricing/model-id.ts'
import { oldAfterDays } from '../../../pricing/validate-prices.ts'
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
  const cautions = models.flatMap((model): Omit<Check, 'name' | 'status'>[] => {
    const answer = catalogue.priceOf(model)
    const name = formatModelId(model)
    if (answer.kind === 'refused') return [{ detail: `${name} has no price: calls are refused.` }]
    const code = answer.caution
    return code && code !== 'zero_price'
      ? [{ detail: priceCautionText(name, code), caution: { code, model: name, detail: {} } }]
      : []
  })
  const warnings = catalogue
    .validate(models)
    .filter(({ kind }) => kind !== 'old')
    .map((warning) => warningText(warning))
  const own = catalogue.ownPriceWarnings(models).map((warning) => ownPriceText(warning))
  const found = [...cautions, ...[...warnings, ...own].map((detail) => ({ detail }))]
  return [age, ...found.map((each) => ({ name: 'prices', status: 'warning' as const, ...each }))]
}
