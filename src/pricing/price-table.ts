import { datedPriceAt } from './find-model.ts'
import { formatModelId } from './model-id.ts'
import type { Price } from './price.ts'
import type { PriceData } from './price-data.ts'

/** Prices by lower-case `<provider>:<model>`. */
export type PriceTable = ReadonlyMap<string, Price>

/** What every model of the data costs at a moment; models without a price are left out. */
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
