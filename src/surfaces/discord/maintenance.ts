import type { Logger } from 'pino'
import { startDuties } from '../../app/fleet-duties.ts'
import type { Autointel } from '../../app/open-autointel.ts'
import type { Timers } from '../../time/timers.ts'
import type { ApplicationOwners } from './application-owners.ts'
import type { WorkflowMessages } from './workflows/workflow-messages.ts'

const everyMinuteMs = 60_000
const everyHourMs = 3_600_000

export interface MaintenanceOptions {
  readonly autointel: Autointel
  readonly owners: ApplicationOwners
  readonly workflowMessages: WorkflowMessages
  readonly log: Logger
  readonly timers: Timers
}

/** What is done now and then as long as the bot runs. Returns the function that ends it. */
export function startMaintenance({
  autointel,
  owners,
  workflowMessages,
  log,
  timers,
}: MaintenanceOptions): () => void {
  /** A process elsewhere is known to be dead only once it has been silent for a while: later than at the start. */
  const resumeOrphans = async () => {
    try {
      await workflowMessages.resumeAll()
    } catch (error) {
      log.error({ err: error }, 'what another process has left could not be gone on with')
    }
  }
  const endings = [
    startDuties(autointel, log),
    timers.every(everyMinuteMs, resumeOrphans),
    timers.every(everyHourMs, () => owners.refresh()),
  ]
  return () => {
    for (const end of endings) end()
  }
}
