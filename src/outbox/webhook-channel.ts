import { createHmac } from 'node:crypto'
import type { Timers } from '../time/timers.ts'
import type { AlertEventJson } from '../wire/alert-event.ts'
import type { Channel, SendResult } from './channel.ts'

export interface WebhookOptions {
  readonly url: string
  /** `whsec_` and base64, or any text; undefined: requests are not signed. */
  readonly secret: string | undefined
  readonly fetch: typeof fetch
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly timers: Timers
  readonly timeoutMs: number
}

/** Refusals that pass; every other 3xx or 4xx is an endpoint that does not want the event. */
const passingStatuses: readonly number[] = [408, 425, 429]
/** An endpoint that has been down for so long after the crossing is not told of it any more. */
const giveUpAfterMs = 3 * 86_400_000

/** Tells a webhook of one crossing. It gets every crossing by itself. */
export function webhookChannel(
  alert: { readonly id: number; readonly createdAtMs: number },
  event: AlertEventJson,
  options: WebhookOptions,
): Channel {
  return {
    name: `webhook ${alert.id}`,
    send: async () => {
      const result = await postEvent(event, options)
      const isLate = options.now() - alert.createdAtMs > giveUpAfterMs
      return result.kind === 'failed' && isLate ? { ...result, kind: 'unreachable' } : result
    },
  }
}

/**
 * Posts an event as JSON, signed after Standard Webhooks
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md, 2026-11).
 */
async function postEvent(event: AlertEventJson, options: WebhookOptions): Promise<SendResult> {
  const body = JSON.stringify(event)
  try {
    const response = await options.fetch(options.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signed(event.id, body, options) },
      body,
      redirect: 'manual',
      signal: options.timers.after(options.timeoutMs),
    })
    await response.body?.cancel()
    if (response.ok) return { kind: 'sent' }
    const error = new Error(`The alert webhook answered ${response.status}.`)
    const isFinal = response.status < 500 && !passingStatuses.includes(response.status)
    return { kind: isFinal ? 'unreachable' : 'failed', error }
  } catch (error) {
    return { kind: 'failed', error }
  }
}

function signed(id: string, body: string, { secret, now }: WebhookOptions): Record<string, string> {
  const timestamp = String(Math.floor(now() / 1000))
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp }
  if (!secret) return headers
  const signature = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { ...headers, 'webhook-signature': `v1,${signature}` }
}

function keyOf(secret: string): Buffer {
  const prefix = 'whsec_'
  return secret.startsWith(prefix)
    ? Buffer.from(secret.slice(prefix.length), 'base64')
    : Buffer.from(secret, 'utf8')
}
