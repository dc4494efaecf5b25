import type { LedgerStore } from '../../../ledger/ledger-store.ts'
import { cautionText } from '../../../locales/caution-text.ts'
import { textsOf } from '../../../locales/i18n.ts'
import { kindsOfCautions } from '../../../report/cautions.ts'
import type { Check } from './check.ts'

const lookBackMs = 30 * 24 * 60 * 60 * 1_000
/** Entries that are looked through: cautions are few, but one model can make very many. */
const mostEntries = 500

/** What was in doubt about costs in the last thirty days, each kind of each model once, newest first. */
export async function cautionChecks(ledger: LedgerStore, nowMs: number): Promise<readonly Check[]> {
  const entries = await ledger.cautioned(nowMs - lookBackMs, mostEntries)
  return kindsOfCautions(entries).map((caution) => ({
    name: 'costs',
    status: 'warning',
    detail: cautionText(caution, textsOf('en')),
    caution,
  }))
}
