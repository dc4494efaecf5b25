import { expect, it } from 'vitest'
import { readConfig } from '../../src/app/config.ts'
import { createLog, secretsOf } from '../../src/app/log.ts'

function logWith(secrets: readonly string[]) {
  const lines: string[] = []
  const log = createLog({ level: 'info', secrets, output: { write: (line) => lines.push(line) } })
  return { log, lines }
}

it('writes lines of JSON', () => {
  const { log, lines } = logWith([])
  log.info({ servers: 2 }, 'ready')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 30, msg: 'ready', servers: 2 })
})

it('takes every key and token of the settings out of fields, messages, errors and addresses', () => {
  const secrets = {
    DISCORD_TOKEN: 'discord-token-1',
    OPENAI_API_KEY: 'openai-key-2',
    ANTHROPIC_API_KEY: 'anthropic-key-3',
    GOOGLE_GENERATIVE_AI_API_KEY: 'google-key-4',
    COMPATIBLE_API_KEY: 'compatible-key-5',
    ALERT_WEBHOOK_SECRET: 'webhook-secret-6',
  }
  const { log, lines } = logWith(secretsOf(readConfig(secrets)))
  for (const secret of Object.values(secrets)) {
    log.info({ deep: { secret }, url: `https://example.com/?key=${secret}` }, `told ${secret}`)
    log.error({ err: new Error(`refused ${secret}`, { cause: new Error(secret) }) }, 'failed')
  }
  expect(lines).toHaveLength(12)
  expect(Object.values(secrets).filter((secret) => lines.join('').includes(secret))).toEqual([])
})

it('takes out a secret that JSON or an address writes differently', () => {
  const { log, lines } = logWith(['pass"word\\1', 'key with / and ?'])
  log.info({ url: `https://example.com/?key=${encodeURIComponent('key with / and ?')}` }, 'told pass"word\\1')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    msg: 'told [redacted]',
    url: 'https://example.com/?key=[redacted]',
  })
})

it('takes name and password out of addresses', () => {
  const { log, lines } = logWith([])
  log.warn(
    { search: 'https://reader:hunter2@wiki.example.org/api.php?x=1@2' },
    'no answer of http://k3y@proxy:81/',
  )
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    search: 'https://[redacted]@wiki.example.org/api.php?x=1@2',
    msg: 'no answer of http://[redacted]@proxy:81/',
  })
})

it('takes tokens of interactions out of addresses', () => {
  const { log, lines } = logWith([])
  const token = 'aW50ZXJhY3Rpb24-dG9rZW4_x'.repeat(3)
  log.error(
    { url: `https://discord.com/api/v10/webhooks/110000000000000001/${token}/messages/@original` },
    'failed',
  )
  expect(lines[0]).toContain('/webhooks/110000000000000001/[redacted]/messages/@original')
})
