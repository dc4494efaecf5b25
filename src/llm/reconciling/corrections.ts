import { correctionByHand } from '../../ledger/correction-by-hand.ts'
import type { LedgerStore } from '../../ledger/ledger-store.ts'
import { type NanoUsd, sum } from '../../money/nano-usd.ts'
import { type ProposedCorrection, proportioned, type Reconciliation } from '../../report/reconciliation.ts'
import type { ProviderBills } from '../provider-bills.ts'

/** What an entry costs instead, by the bill. */
export interface Correction {
  readonly entry: string
  readonly date: string
  readonly model: string
  readonly fromNanoUsd: bigint
  readonly toNanoUsd: bigint
  readonly isBooked: boolean
}

/** Who made a correction, for the audit trail. */
const correctedBy = 'reconciliation'

/** What would make the ledger agree with the bill; of single calls that the provider can be asked for, what it says. */
export async function proposedCorrections(
  { days }: Reconciliation,
  { bills }: { readonly bills: ProviderBills },
): Promise<readonly Correction[]> {
  const proposed: Correction[] = []
  for (const { date, model, corrections } of days)
    for (const { entry, amountNanoUsd } of await withBills(corrections, bills)) {
      const { id, amountNanoUsd: fromNanoUsd } = entry
      if (fromNanoUsd !== amountNanoUsd)
        proposed.push({ entry: id, date, model, fromNanoUsd, toNanoUsd: amountNanoUsd, isBooked: false })
    }
  return proposed
}

/** What the provider says of a call stands; the others share what that leaves of their sum. */
async function withBills(
  corrections: readonly ProposedCorrection[],
  bills: ProviderBills,
): Promise<readonly ProposedCorrection[]> {
  const known = new Map<string, NanoUsd>()
  for (const { entry } of corrections) {
    const bill = await bills.of(entry.id)
    if (bill.kind === 'billed') known.set(entry.id, bill.amountNanoUsd)
  }
  if (known.size === 0) return corrections
  const left = sum(corrections.map(({ amountNanoUsd }) => amountNanoUsd)) - sum(known.values())
  const others = corrections.map(({ entry }) => entry).filter(({ id }) => !known.has(id))
  const told = corrections.flatMap(({ entry }) => {
    const amountNanoUsd = known.get(entry.id)
    return amountNanoUsd === undefined ? [] : [{ entry, amountNanoUsd }]
  })
  return [...told, ...proportioned(others, left)]
}

/** Books them; one whose entry was corrected meanwhile is left as it is. */
export async function bookCorrections(
  corrections: readonly Correction[],
  provider: string,
  { ledger, now }: { readonly ledger: LedgerStore; readonly now: () => number },
): Promise<readonly Correction[]> {
  const booked: Correction[] = []
  for (const correction of corrections) {
    const { entry, date, toNanoUsd } = correction
    const byHand = { by: correctedBy, reason: `bill of ${provider} of ${date}` }
    const { kind } = await ledger.correct(correctionByHand(entry, toNanoUsd, byHand, now()))
    booked.push({ ...correction, isBooked: kind === 'corrected' })
  }
  return booked
}
