import type { Logger } from 'pino'
import type { Config } from '../../app/config.ts'
import type { OpenOptions } from '../../app/open-autointel.ts'
import { systemClock as now, systemTimers as timers } from '../../app/timers.ts'
import { createClient } from './client.ts'
import { uploadRenewal } from './renew-upload.ts'
import { BotRest } from './rest.ts'
import { ServerMessages } from './server-messages.ts'

/** What a process that is not on the gateway reads of Discord: posted messages, and files whose addresses are good for a while only. */
export function readingForWorkers(
  { discord }: Pick<Config, 'discord'>,
  token: string,
  log: Logger,
): Pick<OpenOptions, 'messages' | 'renewLocation'> {
  const rest = new BotRest({ settings: discord, token, timers })
  // It never logs in: all that it knows it asks for.
  const client = createClient(discord, rest, log)
  return { messages: new ServerMessages({ client, rest }), renewLocation: uploadRenewal({ rest, log, now }) }
}
