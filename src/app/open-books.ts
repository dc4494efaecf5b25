import type { Entry } from '../ledger/entry.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { WorkflowStore } from '../orchestrator/workflow-store.ts'
import type { Timers } from '../time/timers.ts'
import { openWorkers } from '../workers/open-workers.ts'
import type { Workers } from '../workers/workers.ts'
import { openBooksFile, type StoresOptions } from './books-file.ts'
import type { Config } from './config.ts'
import { systemClock, systemTimers } from './timers.ts'

/** What is needed to read the books, and to set what they hold: no run, no source and no model. */
export interface Books {
  readonly config: Config
  readonly ledger: LedgerStore
  readonly workflows: WorkflowStore
  readonly now: () => number
  readonly timers: Timers
  readonly workers: Workers
  /** As of {@link Autointel}. */
  readonly endedAtOpening: readonly Entry[]
  close(): Promise<void>
}

export interface OpenBooksOptions extends Partial<Pick<Books, 'now' | 'timers' | 'workers'>> {
  /** The file of `EXPORT_COSTS_ON_EXIT` cannot be written. */
  readonly onCostsProblem?: (error: unknown) => void
}

/**
 * A part of what `openAutointel` opens, in a third of the time.
 *
 * @throws {LedgerError}
 */
export async function openBooks(config: Config, options: OpenBooksOptions = {}): Promise<Books> {
  const { now = systemClock, timers = systemTimers, onCostsProblem = () => undefined } = options
  const workers = options.workers ?? openWorkers({ timers })
  const isOwner = (user: string) => config.discord.ownerIds.includes(user)
  const { ledger, workflows } = await openStored(config, { isOwner, now, timers, workers })
  return {
    config,
    ledger,
    workflows,
    now,
    timers,
    workers,
    endedAtOpening: await ledger.expireHolds(now()),
    async close() {
      await workers.close()
      if (config.costsOnExit) {
        const { writeCostsOnExit } = await import('./costs-on-exit.ts')
        await writeCostsOnExit(config.costsOnExit, ledger, now()).catch(onCostsProblem)
      }
      await ledger.close()
    },
  }
}

async function openStored(
  config: Config,
  options: StoresOptions,
): Promise<Pick<Books, 'ledger' | 'workflows'>> {
  if (config.databaseUrl === undefined) return openBooksFile(config, options)
  const { openStores } = await import('./open-stores.ts')
  return openStores(config, options)
}
