import { wrapped } from '../../../app/terminal-text.ts'
import { formatModelId } from '../../../pricing/model-id.ts'
import { flatRates } from '../../../pricing/price.ts'
import type { PriceAnswer } from '../../../pricing/price-answer.ts'
import type { PriceChange } from '../../../pricing/price-changes.ts'
import type { ModelPrice } from '../../../wire/prices.ts'
import { table } from '../text-table.ts'

export function priceText({ model, answer, warnings }: ModelPrice, width: number): string {
  return [
    ...ratesText(formatModelId(model), answer),
    ...warnings.map((text) => wrapped(`! ${text}`, width, '  ')),
  ]
    .filter(Boolean)
    .join('\n')
}

function ratesText(name: string, answer: PriceAnswer): readonly string[] {
  if (answer.kind === 'refused') return [name]
  const { source, version, updatedAt } = answer.price
  const since = updatedAt ? `, ${updatedAt.toISOString().slice(0, 10)}` : ''
  const rows = flatRates(answer.price).map(([rate, usd]) => [rateName(rate), `$${usd.toFixed()}`])
  return [
    `${name} (${source}${since}, version ${version})`,
    source === 'local' ? '  free: it runs on this machine' : table(rows, [1]),
  ]
}

/** `above 200000: cacheRead` reads `above 200000 tokens: cache read per million`. */
function rateName(rate: string): string {
  const words = rate
    .replace(/^above (\d+):/, 'above $1 tokens:')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return /per [a-z]+$/.test(words) ? words : `${words} per million`
}

/** Rates before and after, a line each. */
export function changesText(
  changes: readonly PriceChange[],
  lead: readonly (readonly string[])[] = [],
): string {
  const rows = changes.map(({ model, field, before, after }, index) => [
    ...(lead[index] ?? []),
    model,
    rateName(field),
    before === undefined ? 'none' : `$${before}`,
    '→',
    after === undefined ? 'none' : `$${after}`,
  ])
  const first = lead[0]?.length ?? 0
  return table(rows, [first + 2, first + 4])
}
