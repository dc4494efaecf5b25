import type { Caution } from '../pricing/caution.ts'
import type { Texts } from './texts.ts'

/** Values that are US dollars. */
const amounts = new Set(['named', 'computed', 'held', 'booked'])

/** A caution in words: what was found and what is booked, in a sentence or two. */
export function cautionText({ code, model, detail }: Caution, texts: Texts): string {
  const values = Object.entries(detail).map(([name, value]) => [
    name,
    amounts.has(name) ? `$${value}` : value,
  ])
  return texts.t(`caution.${code}`, { model, ...Object.fromEntries(values) })
}
