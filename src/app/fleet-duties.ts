import type { Logger } from 'pino'
import type { Autointel } from './open-autointel.ts'

const everyMinuteMs = 60_000
const everyHourMs = 3_600_000

type DutyParts = Pick<
  Autointel,
  'ledger' | 'retention' | 'forgetting' | 'catalogue' | 'leadership' | 'config' | 'timers' | 'now'
>

/**
 * Begins what is done now and then as long as any process runs that stays: each time by one of all that work on the same books. Refreshing
 * prices is among it, of which each process takes its own copy.
 *
 * @returns the function that ends it
 */
export function startDuties(parts: DutyParts, log: Logger): () => void {
  const { leadership, timers, catalogue } = parts
  const expireHolds = async () => {
    try {
      if (await leadership.leads('expire_holds')) await expire(parts, log)
    } catch (error) {
      log.error({ err: error }, 'holds could not be expired')
    }
  }
  const forget = async () => {
    if (!(await leadership.leads('forget'))) return
    await forgetLeftServers(parts, log)
    await endOldThings(parts, log)
  }
  catalogue.start()
  const endings = [timers.every(everyMinuteMs, expireHolds), timers.every(everyHourMs, forget)]
  forget()
  return () => {
    for (const end of endings) end()
  }
}

async function expire({ ledger, now }: DutyParts, log: Logger): Promise<void> {
  const expired = await ledger.expireHolds(now())
  if (expired.length > 0)
    log.warn({ holds: expired.length }, 'calls without an end were booked as unresolved')
}

/** Forgets the servers whose time is over, with what their managers have chosen, and says so. */
async function forgetLeftServers({ forgetting, config }: DutyParts, log: Logger): Promise<void> {
  try {
    for (const tenant of await forgetting.forgetLeft(config.discord.leftServerGraceMs))
      log.info({ tenant }, 'a server that had removed the bot is forgotten')
  } catch (error) {
    log.error({ err: error }, 'servers that have removed the bot could not be forgotten')
  }
}

async function endOldThings({ retention }: DutyParts, log: Logger): Promise<void> {
  try {
    const { runs, documents } = await retention.apply()
    if (runs + documents > 0) log.info({ runs, documents }, 'what was kept for long enough is gone')
  } catch (error) {
    log.error({ err: error }, 'what was kept for long enough could not be taken away')
  }
}
