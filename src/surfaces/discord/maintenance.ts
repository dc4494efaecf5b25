import type { Logger } from 'pino'
import type { Autointel } from '../../app/open-autointel.ts'
import type { Timers } from '../../time/timers.ts'
import type { ApplicationOwners } from './application-owners.ts'
import { forgetLeftServers } from './left-server.ts'
import type { WorkflowMessages } from './workflows/workflow-messages.ts'

const everyMinuteMs = 60_000
const everyHourMs = 3_600_000

export interface MaintenanceOptions {
  readonly autointel: Autointel
  readonly owners: ApplicationOwners
  readonly workflowMessages: WorkflowMessages
  readonly log: Logger
  readonly now: () => number
  readonly timers: Timers
}

/** What is done now and then as long as the bot runs. Returns the function that ends it. */
export function startMaintenance({
  autointel,
  owners,
  workflowMessages,
  log,
  now,
  timers,
}: MaintenanceOptions): () => void {
  const expireHolds = async () => {
    try {
      const expired = await autointel.ledger.expireHolds(now())
      if (expired.length > 0)
        log.warn({ holds: expired.length }, 'calls without an end were booked as unresolved')
    } catch (error) {
      log.error({ err: error }, 'holds could not be expired')
    }
  }
  /** A process elsewhere is known to be dead only once it has been silent for a while: later than at the start. */
  const resumeOrphans = async () => {
    try {
      await workflowMessages.resumeAll()
    } catch (error) {
      log.error({ err: error }, 'what another process has left could not be gone on with')
    }
  }
  const endOldThings = async () => {
    try {
      const { runs, documents } = await autointel.retention.apply()
      if (runs + documents > 0) log.info({ runs, documents }, 'what was kept for long enough is gone')
    } catch (error) {
      log.error({ err: error }, 'what was kept for long enough could not be taken away')
    }
  }
  autointel.catalogue.start()
  const endings = [
    timers.every(everyMinuteMs, async () => {
      await expireHolds()
      await resumeOrphans()
    }),
    timers.every(everyHourMs, async () => {
      await owners.refresh()
      await forgetLeftServers(autointel, log)
      await endOldThings()
    }),
  ]
  forgetLeftServers(autointel, log)
  endOldThings()
  return () => {
    for (const end of endings) end()
  }
}
