import type { Logger } from 'pino'
import type { Config } from '../../app/config.ts'
import { coreObserver } from '../../app/core-observer.ts'
import { exitCodes } from '../../app/exit-codes.ts'
import { startDuties } from '../../app/fleet-duties.ts'
import { createLog, secretsOf } from '../../app/log.ts'
import { type Autointel, openAutointel } from '../../app/open-autointel.ts'
import type { Output } from '../../app/output.ts'
import { reportError } from '../../app/report-error.ts'
import { problemText } from '../../app/terminal-text.ts'
import { whenToldToStop } from '../../app/told-to-stop.ts'
import { errorWords } from '../../locales/error-words.ts'
import { type HttpServer, serveHttp } from './serve-http.ts'

const stopGraceMs = 20_000

/** Runs the page, the API and the gateway as this process, without a bot: until it is told to stop. */
export async function runHttp(config: Config, output: Output): Promise<void> {
  const log = createLog({ level: config.logLevel, secrets: secretsOf(config) })
  const running = await start(config, log, output)
  if (!running) return
  const { autointel, server, endMaintenance } = running
  let isLeaving = false
  const leave = async (exitCode: number) => {
    // Told twice to stop, it stops at once: the books take that.
    if (isLeaving) process.exit(exitCodes.cancelled)
    isLeaving = true
    endMaintenance()
    await server.stop(stopGraceMs, () => autointel.close(stopGraceMs))
    log.info('stopped')
    process.exit(exitCode)
  }
  whenToldToStop(() => leave(exitCodes.done), autointel.timers)
  process.on('unhandledRejection', (error) => {
    log.error({ err: error }, 'nobody handled an error')
    leave(exitCodes.failed)
  })
}

interface Running {
  readonly autointel: Autointel
  readonly server: HttpServer
  readonly endMaintenance: () => void
}

/** Undefined when it cannot come up, which has been told. */
async function start(config: Config, log: Logger, output: Output): Promise<Running | undefined> {
  let autointel: Autointel | undefined
  try {
    autointel = await openAutointel(config, { observer: coreObserver(log) })
    const server = await serveHttp({ autointel, log })
    output.info(`Open ${config.http.publicUrl ?? server.url} in a browser.`)
    return { autointel, server, endMaintenance: startDuties(autointel, log) }
  } catch (error) {
    const { host, port } = config.http
    process.exitCode = isTaken(error) ? exitCodes.failed : reportError(error, output, errorWords)
    if (isTaken(error))
      output.info(
        problemText(
          `HTTP_PORT=${port}: something else listens at ${host}:${port} already.`,
          'End that, set HTTP_PORT to a free port, or HTTP_PORT=0 for none.',
          output.width,
        ),
      )
    await autointel?.close()
    return undefined
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
