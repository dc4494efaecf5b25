import { datedPriceAt } from './find-model.ts'
import { formatModelId } from './model-id.ts'
import type { Price } from './price.ts'
import type { PriceTable } from './price-changes.ts'
import type { PriceData } from './price-data.ts'

/** What every model of the data costs at a moment, by lower-case `<provider>:<model>`; models without a price are left out. */
export function priceTable(data: PriceData, at: Date): PriceTable {
  return new Map(
    data.providers.flatMap(({ id, models }) =>
      models.flatMap((entry): [string, Price][] => {
        const { price } = datedPriceAt(entry, at)
        return price ? [[formatModelId({ provider: id, model: entry.id }).toLowerCase(), price]] : []
      }),
    ),
  )
}
