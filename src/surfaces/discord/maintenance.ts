import type { Logger } from 'pino'
import type { Autointel } from '../../app/open-autointel.ts'
import type { Timers } from '../../time/timers.ts'
import type { ApplicationOwners } from './application-owners.ts'

const everyMinuteMs = 60_000
const everyHourMs = 3_600_000

export interface MaintenanceOptions {
  readonly autointel: Autointel
  readonly owners: ApplicationOwners
  readonly log: Logger
  readonly now: () => number
  readonly timers: Timers
}

/** What is done now and then as long as the bot runs. Returns the function that ends it. */
export function startMaintenance({ autointel, owners, log, now, timers }: MaintenanceOptions): () => void {
  const expireHolds = async () => {
    try {
      const expired = await autointel.ledger.expireHolds(now())
      if (expired.length > 0)
        log.warn({ holds: expired.length }, 'calls without an end were booked as unresolved')
    } catch (error) {
      log.error({ err: error }, 'holds could not be expired')
    }
  }
  autointel.catalogue.start()
  const endings = [
    timers.every(everyMinuteMs, expireHolds),
    timers.every(everyHourMs, () => owners.refresh()),
  ]
  return () => {
    for (const end of endings) end()
  }
}
