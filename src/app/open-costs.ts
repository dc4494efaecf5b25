import { join } from 'node:path'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { MeterEvents } from '../llm/meter-events.ts'
import type { Config } from './config.ts'
import { CostLog } from './cost-log.ts'
import { writeCostsOnExit } from './costs-on-exit.ts'

/** Writes what the settings ask for of costs: milestones as they are passed, and a report at the end. */
export function openCosts(
  { tracksCosts, costsOnExit, dataDirectory }: Config,
  {
    ledger,
    now,
    meterEvents,
    onProblem = () => undefined,
  }: {
    readonly ledger: LedgerStore
    readonly now: () => number
    readonly meterEvents: MeterEvents
    readonly onProblem: ((error: unknown) => void) | undefined
  },
): { close(): Promise<void> } {
  const log = new CostLog(join(dataDirectory, 'costs.log'), onProblem)
  if (tracksCosts) meterEvents.subscribe(log.observer)
  return {
    async close() {
      await log.close()
      if (costsOnExit) await writeCostsOnExit(costsOnExit, ledger, now()).catch(onProblem)
    },
  }
}
