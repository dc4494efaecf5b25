import type { Entry } from '../ledger/entry.ts'
import { totalsOf } from '../ledger/rules/totals.ts'
import { addTotals, noTotals, type Totals, type UsageSum } from '../ledger/summary.ts'
import { localProvider } from '../pricing/model-id.ts'

/** What was used: of providers' services, and apart from it on this machine itself, which nobody is paid for. */
export interface Use {
  readonly totals: Totals
  readonly local: Totals
}

export const noUse: Use = { totals: noTotals, local: noTotals }

export function addUse(a: Use, b: Use): Use {
  return {
    totals: b.totals === noTotals ? a.totals : addTotals(a.totals, b.totals),
    local: b.local === noTotals ? a.local : addTotals(a.local, b.local),
  }
}

export function useOfEntry(entry: Entry): Use {
  return useOf(entry.provider, totalsOf(entry))
}

export function useOfSum(sum: UsageSum): Use {
  return useOf(sum.provider, sum)
}

/** Whether nothing at all is counted: neither money, nor calls, nor tokens. */
export function isNoUse({ totals, local }: Use): boolean {
  return [totals, local].every((part) => Object.values(part).every((figure) => !figure))
}

function useOf(provider: string, totals: Totals): Use {
  return provider === localProvider ? { totals: noTotals, local: totals } : { totals, local: noTotals }
}
