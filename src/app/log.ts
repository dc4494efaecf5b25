import { createRequire } from 'node:module'
import { Writable } from 'node:stream'
import { type Logger, pino } from 'pino'
import type { Config } from './config.ts'

const require = createRequire(import.meta.url)

export interface LogOptions {
  readonly level: string
  /** Never written, wherever they turn up. */
  readonly secrets: readonly string[]
  /** Where lines go. Default: standard output, for people to read when it is a terminal. */
  readonly output?: { write(line: string): unknown } | undefined
}

/** Tokens of interactions, which stand in the addresses of requests. */
const interactionToken = /((?:webhooks|interactions)\/\d{17,20}\/)[\w-]{20,}/g
/** Name and password of an address. */
const userInformation = /(\bhttps?:\/\/)[^\s"'\\/?#@]+@/gi
const secretMinCharacters = 6

/** Lines of JSON. Secrets are taken out of the finished line, so that no field, message or stack can carry one. */
export function createLog({ level, secrets, output = standardOutput() }: LogOptions): Logger {
  const hidden = secrets.filter(({ length }) => length >= secretMinCharacters).flatMap(writtenForms)
  const write = (line: string) => {
    const clean = hidden.reduce((text, secret) => text.replaceAll(secret, '[redacted]'), line)
    output.write(clean.replace(interactionToken, '$1[redacted]').replace(userInformation, '$1[redacted]@'))
  }
  return pino({ level, base: null }, { write })
}

/** A secret as a line of JSON and an address in it may have it. */
function writtenForms(secret: string): readonly string[] {
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])]
}

function standardOutput(): { write(line: string): unknown } {
  if (!process.stdout.isTTY) return process.stdout
  const stdout = new Writable({ write: (chunk, _encoding, done) => void process.stdout.write(chunk, done) })
  const pretty: typeof import('pino-pretty') = require('pino-pretty')
  return pretty({ colorize: true, destination: stdout, sync: true })
}

/** Every key and token that the settings hold. */
export function secretsOf(config: Config): readonly string[] {
  const { databaseUrl, providers, adminKeys, searches, discord, http } = config
  return [
    databaseUrl && decodeURIComponent(new URL(databaseUrl).password),
    discord.token,
    discord.clientSecret,
    discord.alertWebhookSecret,
    discord.alertWebhookUrl,
    http.token,
    ...Object.values(providers).map((provider) => provider?.apiKey),
    ...Object.values(adminKeys),
    ...searches.map((search) => (search.name === 'model' ? undefined : search.key)),
  ].filter((secret) => secret !== undefined)
}
