import type { Entry } from '../ledger/entry.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import type { CautionCode } from '../pricing/caution.ts'
import { isVersionOf } from '../pricing/model-version.ts'
import { utcDateOf } from './provider-cost.ts'

/** Why an amount in the ledger may not be what the provider charges, the least known first. */
export const doubtClasses = ['unresolved', 'fallback_price', 'tier', 'estimated'] as const
export type DoubtClass = (typeof doubtClasses)[number]

/** What the ledger has of one model on one day of UTC. */
export interface LedgerDay {
  readonly date: string
  readonly model: string
  readonly amountNanoUsd: NanoUsd
  readonly calls: number
  /** The standing entries whose amount is in doubt. */
  readonly doubtful: Readonly<Record<DoubtClass, readonly Entry[]>>
}

/** By day and model. @param entries in the order of their booking within a moment, as a walk over the ledger has them */
export async function ledgerDays(
  entries: AsyncIterable<Entry>,
  provider: string,
): Promise<readonly LedgerDay[]> {
  const days = new Map<string, OpenDay>()
  for await (const entry of entries) {
    if (entry.provider !== provider) continue
    const date = utcDateOf(entry.heldAtMs)
    const model = billedName(entry)
    const key = JSON.stringify([date, model])
    const day = days.get(key) ?? { date, model, amountNanoUsd: 0n, calls: 0, doubtful: new Map() }
    days.set(key, day)
    add(entry, day)
  }
  return [...days.values()].map(({ doubtful, ...day }) => ({
    ...day,
    doubtful: byClass([...doubtful.values()]),
  }))
}

interface OpenDay {
  readonly date: string
  readonly model: string
  amountNanoUsd: NanoUsd
  calls: number
  readonly doubtful: Map<string, Entry>
}

function add(entry: Entry, day: OpenDay): void {
  day.amountNanoUsd += entry.amountNanoUsd
  day.calls += entry.calls
  if (entry.corrects !== undefined) day.doubtful.delete(entry.corrects)
  if (entry.kind !== 'reversal' && doubtOf(entry)) day.doubtful.set(entry.id, entry)
}

/** The provider charges for the model that answered. */
function billedName({ model, servedModel }: Entry): string {
  return servedModel === undefined || isVersionOf(model, servedModel) ? model : servedModel
}

const fallbackCodes: readonly CautionCode[] = ['unpriced', 'same_name', 'loopback_priced', 'served_unknown']

function doubtOf({ provenance, cautions }: Entry): DoubtClass | undefined {
  if (provenance === 'unresolved') return 'unresolved'
  if (provenance !== 'estimated') return undefined
  if (cautions.some(({ code }) => fallbackCodes.includes(code))) return 'fallback_price'
  return cautions.some(({ code }) => code === 'modifier_unknown') ? 'tier' : 'estimated'
}

function byClass(entries: readonly Entry[]): LedgerDay['doubtful'] {
  const of = (wanted: DoubtClass) => entries.filter((entry) => doubtOf(entry) === wanted)
  return {
    unresolved: of('unresolved'),
    fallback_price: of('fallback_price'),
    tier: of('tier'),
    estimated: of('estimated'),
  }
}
