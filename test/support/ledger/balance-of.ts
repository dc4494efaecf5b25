import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import { type Period, periods } from '../../../src/ledger/period.ts'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import type { NanoUsd } from '../../../src/money/nano-usd.ts'
import { noonMs } from './requests.ts'

export interface SpentAndHeld {
  readonly spentNanoUsd: NanoUsd
  readonly heldNanoUsd: NanoUsd
}

/** What a subject has spent and set aside in its hour, day and month. */
export async function balanceOf(
  ledger: LedgerStore,
  subject: string,
  atMs = noonMs,
): Promise<Record<Period, SpentAndHeld>> {
  const status = await ledger.budgetStatus(bookedSubject(subject), atMs)
  const of = (period: Period): SpentAndHeld => {
    const { spentNanoUsd = -1n, heldNanoUsd = -1n } = status.find((row) => row.period === period) ?? {}
    return { spentNanoUsd, heldNanoUsd }
  }
  const [hour, day, month] = periods.map(of) as [SpentAndHeld, SpentAndHeld, SpentAndHeld]
  return { hour, day, month }
}

/** The same amounts in every period. */
export function inEveryPeriod(balance: SpentAndHeld): Record<Period, SpentAndHeld> {
  return { hour: balance, day: balance, month: balance }
}
