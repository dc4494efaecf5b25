import type { LedgerStore } from '../../ledger/ledger-store.ts'
import { walkEntries } from '../../ledger/walk-entries.ts'
import { ledgerDays } from '../../report/ledger-days.ts'
import { type Reconciliation, reconcile } from '../../report/reconciliation.ts'
import type { ProviderBills } from '../provider-bills.ts'
import { endOf, startOf } from '../provider-costs/told-costs.ts'
import { type Bill, type BillMeans, type BillRequest, billOf, ledgerProvider } from './bill.ts'
import { bookCorrections, type Correction, proposedCorrections } from './corrections.ts'

export interface ReconcileRequest extends BillRequest {
  /** Books what the bill says of calls that the ledger knows by estimate only. */
  readonly correct: boolean
}

export interface ReconcileMeans extends BillMeans {
  readonly ledger: LedgerStore
  readonly bills: ProviderBills
  /** Names such as `openai:gpt-5`. */
  readonly knownModels: Iterable<string>
  readonly now: () => number
}

export interface ReconciledBill {
  readonly bill: Bill
  readonly reconciliation: Reconciliation
  readonly corrections: readonly Correction[]
}

/**
 * Holds a bill against the ledger, day by day and model by model.
 *
 * @throws {ProviderCostsError}
 */
export async function reconcileBill(
  request: ReconcileRequest,
  means: ReconcileMeans,
): Promise<ReconciledBill> {
  const { provider, range, keys } = request
  const { ledger, knownModels, now } = means
  const bill = await billOf(request, means)
  const first = bill.toldFrom ?? range.from
  const told = { fromMs: startOf(first), toMs: endOf(range) }
  const reconciliation = reconcile({
    ledgerDays: await ledgerDays(walkEntries(ledger, told), ledgerProvider(provider)),
    costs: bill.costs.filter(({ date }) => date >= first),
    uses: bill.uses,
    byKey: keys.length > 0,
    knownModels: modelsOf(provider, knownModels),
    nowMs: now(),
  })
  const proposed = await proposedCorrections(reconciliation, means)
  const corrections = request.correct ? await bookCorrections(proposed, provider, means) : proposed
  return { bill, reconciliation, corrections }
}

/** Of names such as `openai:gpt-5` the models of a provider. */
function modelsOf(provider: string, names: Iterable<string>): readonly string[] {
  const prefix = `${provider}:`
  return [...names].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
}
