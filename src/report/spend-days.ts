import { setImmediate as nextTurn } from 'node:timers/promises'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { Totals } from '../ledger/summary.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import type { CalendarDay } from './period-range.ts'

/** What was spent on a day of the bot's time zone, by model and by task. */
export interface SpendDay extends CalendarDay {
  readonly costNanoUsd: NanoUsd
  readonly models: ReadonlyMap<string, Totals>
  readonly tasks: ReadonlyMap<string, Totals>
}

/** So long after a day its figures may still change: late bills and corrections. */
const settledAfterMs = 2 * 86_400_000
const mostRemembered = 400

/** Reads days of the ledger one after another, and remembers those whose figures stand. */
export class SpendDays {
  readonly #ledger: Pick<LedgerStore, 'summary'>
  readonly #settled = new Map<number, SpendDay>()

  constructor(ledger: Pick<LedgerStore, 'summary'>) {
    this.#ledger = ledger
  }

  /** Between two days whatever else waits in the process has its turn. */
  async read(days: readonly CalendarDay[], nowMs: number): Promise<readonly SpendDay[]> {
    const read: SpendDay[] = []
    for (const day of days) {
      const known = this.#settled.get(day.fromMs)
      if (known?.toMs === day.toMs) read.push(known)
      else {
        const { costNanoUsd, by } = await this.#ledger.summary(day, {})
        const spendDay = { ...day, costNanoUsd, models: by.model, tasks: by.task }
        if (day.toMs + settledAfterMs < nowMs) this.#remember(spendDay)
        read.push(spendDay)
        await nextTurn()
      }
    }
    return read
  }

  #remember(day: SpendDay): void {
    const [oldest] = this.#settled.keys()
    if (this.#settled.size >= mostRemembered && oldest !== undefined) this.#settled.delete(oldest)
    this.#settled.set(day.fromMs, day)
  }
}
