import type { Entry } from '../ledger/entry.ts'
import type { Caution } from '../pricing/caution.ts'

/** What is to be known about the costs of these entries, each thing once. */
export function cautionsOf(entries: readonly Entry[]): readonly Caution[] {
  const all = entries.flatMap(({ cautions }) => cautions)
  return [...new Map(all.map((caution) => [JSON.stringify(caution), caution])).values()]
}

/** The same by model and kind, the first of each: many calls can be in the same doubt, each with other figures. */
export function kindsOfCautions(entries: readonly Entry[]): readonly Caution[] {
  const all = entries.flatMap(({ cautions }) => cautions).reverse()
  return [...new Map(all.map((caution) => [`${caution.code} ${caution.model}`, caution])).values()].reverse()
}
