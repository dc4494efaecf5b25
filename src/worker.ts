import './app/environment.ts'
import { type Config, readConfig } from './app/config.ts'
import { coreObserver } from './app/core-observer.ts'
import { exitCodes } from './app/exit-codes.ts'
import { startDuties } from './app/fleet-duties.ts'
import { createLog, secretsOf } from './app/log.ts'
import { processOutput } from './app/output.ts'
import { reportError } from './app/report-error.ts'
import { startWorker } from './app/run-worker.ts'
import { startTellingOwners } from './app/tell-owners.ts'
import { whenToldToStop } from './app/told-to-stop.ts'
import { errorWords } from './locales/error-words.ts'

/** How long calls that are under way may go on when the worker stops. */
const stopGraceMs = 20_000

/** Runs what others have started, until it is told to stop. */
async function work(config: Config): Promise<void> {
  const log = createLog({ level: config.logLevel, secrets: secretsOf(config) })
  const { openAutointel } = await import('./app/open-autointel.ts')
  const { token } = config.discord
  const reading = token
    ? (await import('./surfaces/discord/reading-for-workers.ts')).readingForWorkers(config, token, log)
    : {}
  const autointel = await openAutointel(config, { ...reading, observer: coreObserver(log) })
  const endings = [startWorker(autointel, log), startDuties(autointel, log)]
  // Whoever is on Discord brings it.
  const telling = startTellingOwners(autointel, { log, onParcel: () => undefined })
  let isStopping = false
  const stop = async () => {
    // Told twice to stop, it stops at once: the books take that, and others go on with its runs.
    if (isStopping) process.exit(exitCodes.cancelled)
    isStopping = true
    for (const end of endings) end()
    await telling.stop()
    await autointel.close(stopGraceMs)
    log.info('stopped')
    process.exit(exitCodes.done)
  }
  whenToldToStop(stop, autointel.timers)
  log.info({ workflows: config.workersHere }, 'ready to run workflows')
  // What is repeated does not keep it alive.
  while (!isStopping) await autointel.timers.wait(stopGraceMs)
}

try {
  const config = readConfig()
  // What is told to run nothing beside a gateway still works here: that is all it is started for.
  await work(config.workersHere > 0 ? config : { ...config, workersHere: config.workflowConcurrency })
} catch (error) {
  process.exitCode = reportError(error, processOutput(), errorWords)
}
