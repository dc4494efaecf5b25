import { describe, expect, it } from 'vitest'
import { budgetOf, dayMs, hourMs, noonMs, spend } from '../support/ledger/requests.ts'
import { openOwnersBench, owner } from '../support/outbox/owners-bench.ts'
import { type ReceivedEvent, startWebhookEndpoint } from '../support/outbox/webhook-endpoint.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

async function openWithWebhook(statuses?: readonly (number | undefined)[], webhookSecret = secret) {
  const endpoint = await startWebhookEndpoint(statuses)
  const bench = await openOwnersBench({
    settings: { alertWebhookUrl: endpoint.url, alertWebhookSecret: webhookSecret },
  })
  await bench.ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
  return { ...bench, ...endpoint }
}

/** The signature as a receiver computes it, by another implementation than the sender's. */
async function signatureOf({ headers, body }: ReceivedEvent, key: Uint8Array<ArrayBuffer>): Promise<string> {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['sign'])
  const bytes = await crypto.subtle.sign('HMAC', imported, new TextEncoder().encode(signed))
  return `v1,${Buffer.from(bytes).toString('base64')}`
}

describe('the alert webhook', () => {
  it('gets the figures of each crossing as JSON', async () => {
    const { ledger, deliver, received, clock } = await openWithWebhook()
    const change = await ledger.setBudget(budgetOf('guild_1', 'month', '1.60'))
    clock.nowMs += 90_000

    await spend(ledger, '0.92')
    await deliver()

    expect(change).toMatchObject({ change: { revision: 2 } })
    expect(received.map(({ body }) => JSON.parse(body)).sort((a, b) => a.percent - b.percent)).toEqual([
      {
        id: `alert_2_${noonMs}`,
        type: 'budget.threshold',
        subject: 'guild_1',
        period: 'month',
        period_start: '2026-06-01T00:00:00.000Z',
        threshold_percent: 50,
        spent_usd: 0.92,
        limit_usd: 1.6,
        percent: 57.5,
        remaining_usd: 0.68,
        resets_at: '2026-07-01T00:00:00.000Z',
        created_at: '2026-06-17T12:30:00.000Z',
      },
      expect.objectContaining({ period: 'day', threshold_percent: 90, percent: 92, remaining_usd: 0.08 }),
    ])
    expect(received[0]).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } })
  })

  it.each([
    ['the bytes of a whsec_ secret', secret, Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64')],
    ['any other secret as it is', 'open sesame ✓', Buffer.from('open sesame ✓', 'utf8')],
  ])('can be verified with %s', async (_, webhookSecret, key) => {
    const { ledger, deliver, received, clock } = await openWithWebhook([], webhookSecret)

    await spend(ledger, '0.60')
    await deliver()

    const [event] = received
    expect(event?.headers).toMatchObject({
      'webhook-id': `alert_1_${noonMs}`,
      'webhook-timestamp': String(clock.nowMs / 1000),
      'webhook-signature': await signatureOf(event as ReceivedEvent, new Uint8Array(key)),
    })
  })

  it('is not signed without a secret', async () => {
    const endpoint = await startWebhookEndpoint()
    const { ledger, deliver } = await openOwnersBench({ settings: { alertWebhookUrl: endpoint.url } })
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))

    await spend(ledger, '0.60')
    await deliver()

    expect(endpoint.received).toHaveLength(1)
    expect(endpoint.received[0]?.headers).not.toHaveProperty('webhook-signature')
  })

  it.each([500, 502, 503, 408, 425, 429, undefined])(
    'is tried again after %s with the same id, and the owner is not told again',
    async (status) => {
      const { ledger, deliver, received, told, clock } = await openWithWebhook([status, status])

      await spend(ledger, '0.60')
      for (let look = 0; look < 5; look += 1) {
        await deliver()
        clock.nowMs += 20 * 60_000
      }

      expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
      expect(new Set(received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3)
      expect(received).toHaveLength(3)
      expect(told()).toEqual(['guild_1: day 50 %'])
    },
  )

  it.each([301, 400, 401, 403, 404, 410, 422])('is not tried again after %s', async (status) => {
    const { ledger, deliver, received, logged, clock } = await openWithWebhook([status, status])

    await spend(ledger, '0.60')
    await deliver()
    clock.nowMs += dayMs
    await deliver()

    expect(received).toHaveLength(1)
    expect(logged.filter((line) => 'event' in line)).toMatchObject([
      { level: 40, event: { id: `alert_1_${noonMs}` } },
    ])
  })

  it('is given up when it has been down for three days', async () => {
    const down = Array.from({ length: 100 }, () => 503)
    const { ledger, deliver, received, clock } = await openWithWebhook(down)
    const events: number[] = []

    await spend(ledger, '0.60')
    for (const sinceMs of [0, hourMs, 3 * dayMs, 3 * dayMs + hourMs * 2, 4 * dayMs, 5 * dayMs]) {
      clock.nowMs = noonMs + sinceMs
      await deliver()
      events.push(received.length)
    }

    expect(events).toEqual([1, 2, 3, 4, 4, 4])
  })

  it('does not make the log say again what no owner can be told', async () => {
    const { ledger, deliver, discord, logged, clock } = await openWithWebhook([503, 503])
    discord.closeDirectMessages(owner)

    await spend(ledger, '0.60')
    for (let look = 0; look < 3; look += 1) {
      await deliver()
      clock.nowMs += hourMs
    }

    expect(logged.filter((line) => 'alerts' in line)).toHaveLength(1)
  })

  it('has its event although no owner can be told yet, and once', async () => {
    const { ledger, deliver, received, told, discord, clock } = await openWithWebhook()
    discord.failNext({ path: '/users/@me/channels', kind: 'server-error', times: 8 })

    await spend(ledger, '0.60')
    for (let look = 0; look < 3; look += 1) {
      await deliver()
      clock.nowMs += hourMs
    }

    expect(received).toHaveLength(1)
    expect(told()).toEqual(['guild_1: day 50 %'])
  })
})
