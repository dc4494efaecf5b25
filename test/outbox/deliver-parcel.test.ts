import pino from 'pino'
import { describe, expect, it } from 'vitest'
import type { Channel, Leg, SendResult } from '../../src/outbox/channel.ts'
import { deliverParcel, retryDelayMs } from '../../src/outbox/deliver-parcel.ts'
import type { Delivery, Parcel } from '../../src/outbox/parcel.ts'

const nowMs = Date.UTC(2026, 5, 17, 12)
const error = new Error('Not today.')
const sent: SendResult = { kind: 'sent' }
const failed: SendResult = { kind: 'failed', error }
const unreachable: SendResult = { kind: 'unreachable', error }
const withdrawn: SendResult = { kind: 'withdrawn', error }

/** Channels that answer as told, and what was sent over them, in order. */
function bench(deliveries: readonly Delivery[] = []) {
  const tried: string[] = []
  const noted: Delivery[] = []
  const logged: Record<string, unknown>[] = []
  const channel = (name: string, result: SendResult): Channel => ({
    name,
    send: async () => {
      tried.push(name)
      return result
    },
  })
  const parcel: Parcel = {
    kind: 'result',
    workflow: 'wf_1',
    id: 7,
    nonce: 'nonce',
    createdAtMs: nowMs,
    attempts: 1,
    deliveries,
  }
  const options = {
    store: {
      noteDelivery: async (id: number, delivery: Delivery) => {
        expect(id).toBe(7)
        noted.push(delivery)
      },
    },
    log: pino({ level: 'debug' }, { write: (line: string) => logged.push(JSON.parse(line)) }),
    now: () => nowMs,
    random: () => 0.5,
  }
  const deliver = (...route: readonly Leg[]) => deliverParcel(parcel, route, options)
  return { channel, deliver, tried, noted, logged }
}

function deliveryOf(channel: string, overrides: Partial<Delivery> = {}): Delivery {
  return { channel, state: 'failed', attempts: 1, dueAtMs: nowMs, reason: '', ...overrides }
}

describe('the ways of a leg', () => {
  it('end with the first channel that takes the parcel', async () => {
    const { channel, deliver, tried } = bench()

    const outcome = await deliver({
      ways: [[channel('edit', unreachable)], [channel('channel', sent)], [channel('direct', sent)]],
    })

    expect(outcome).toEqual({ kind: 'delivered' })
    expect(tried).toEqual(['edit', 'channel'])
  })

  it('wait for a channel that may work later, before the next is tried', async () => {
    const { channel, deliver, tried, noted } = bench()

    const outcome = await deliver({ ways: [[channel('edit', failed)], [channel('channel', sent)]] })

    expect(outcome).toEqual({ kind: 'again', atMs: nowMs + 5_000 })
    expect(tried).toEqual(['edit'])
    expect(noted).toEqual([deliveryOf('edit', { dueAtMs: nowMs + 5_000 })])
  })

  it('leave the parcel kept when none takes it', async () => {
    const { channel, deliver, tried } = bench()

    const outcome = await deliver({
      ways: [[channel('edit', unreachable)], [channel('direct', unreachable)]],
    })

    expect(outcome).toEqual({ kind: 'kept' })
    expect(tried).toEqual(['edit', 'direct'])
  })

  it('end, kept, where somebody has taken the place away', async () => {
    const { channel, deliver, tried, noted } = bench()

    const outcome = await deliver({ ways: [[channel('edit', withdrawn)], [channel('direct', sent)]] })

    expect(outcome).toEqual({ kind: 'kept' })
    expect(tried).toEqual(['edit'])
    expect(noted).toMatchObject([{ channel: 'edit', state: 'withdrawn' }])
  })

  it('tell later channels why earlier ones did not take it, over restarts too', async () => {
    const { channel, deliver } = bench([deliveryOf('edit', { state: 'unreachable', reason: 'expired' })])
    const closed: SendResult = { kind: 'unreachable', error, reason: 'closed' }
    let known: readonly [string, string][] = []
    const direct: Channel = {
      name: 'direct',
      send: async (earlier) => {
        known = [...earlier].map(([name, { reason }]) => [name, reason] as const)
        return sent
      },
    }

    await deliver({ ways: [[channel('edit', sent)], [channel('channel', closed)], [direct]] })

    expect(known).toEqual([
      ['edit', 'expired'],
      ['channel', 'closed'],
    ])
  })

  it('reach all channels of one way, and the next way only when all of them refuse', async () => {
    const { channel, deliver, tried } = bench()

    const some = await deliver({
      ways: [[channel('a', unreachable), channel('b', sent)], [channel('fallback', sent)]],
    })
    const none = await deliver({
      ways: [[channel('a', unreachable), channel('b', unreachable)], [channel('fallback', sent)]],
    })

    expect([some, none]).toEqual([{ kind: 'delivered' }, { kind: 'delivered' }])
    expect(tried).toEqual(['a', 'b', 'a', 'b', 'fallback'])
  })

  it('are tried again for those alone who have it not', async () => {
    const { channel, deliver, tried } = bench([
      deliveryOf('a', { state: 'delivered' }),
      deliveryOf('b', { attempts: 2 }),
      deliveryOf('c', { state: 'unreachable' }),
      deliveryOf('d', { dueAtMs: nowMs + 1 }),
    ])

    const outcome = await deliver({ ways: [['a', 'b', 'c', 'd'].map((name) => channel(name, sent))] })

    expect(tried).toEqual(['b'])
    expect(outcome).toEqual({ kind: 'again', atMs: nowMs + 1 })
  })
})

describe('what is done afterwards', () => {
  it('follows the channel that took the parcel, once', async () => {
    const first = bench()
    const leg = ({ channel }: ReturnType<typeof bench>): Leg => ({
      ways: [[channel('edit', unreachable)], [channel('channel', sent)]],
      afterwards: (name) => channel(`closing after ${name}`, sent),
    })

    const outcome = await first.deliver(leg(first))
    const second = bench(first.noted)
    await second.deliver(leg(second))

    expect(outcome).toEqual({ kind: 'delivered' })
    expect(first.tried).toEqual(['edit', 'channel', 'closing after channel'])
    expect(second.tried).toEqual([])
  })

  it('is tried again by itself', async () => {
    const { channel, deliver, tried } = bench([deliveryOf('channel', { state: 'delivered' })])

    const outcome = await deliver({
      ways: [[channel('channel', sent)]],
      afterwards: () => channel('closing', failed),
    })

    expect(outcome).toEqual({ kind: 'again', atMs: nowMs + 5_000 })
    expect(tried).toEqual(['closing'])
  })

  it('does not unmake the delivery when it is refused', async () => {
    const { channel, deliver } = bench()

    const outcome = await deliver({
      ways: [[channel('channel', sent)]],
      afterwards: () => channel('closing', unreachable),
    })

    expect(outcome).toEqual({ kind: 'delivered' })
  })
})

describe('several legs', () => {
  it('go side by side; the parcel waits for the soonest that is to be tried again', async () => {
    const { channel, deliver, tried } = bench([deliveryOf('webhook', { attempts: 3 })])

    const outcome = await deliver(
      { ways: [[channel('owner', failed)]] },
      { ways: [[channel('webhook', failed)], [channel('log', sent)]] },
    )

    expect(tried).toEqual(['owner', 'webhook'])
    expect(outcome).toEqual({ kind: 'again', atMs: nowMs + 5_000 })
  })

  it('leave the parcel kept when one of them reached nobody', async () => {
    const { channel, deliver } = bench()

    const outcome = await deliver({ ways: [[channel('a', sent)]] }, { ways: [[channel('b', unreachable)]] })

    expect(outcome).toEqual({ kind: 'kept' })
  })
})

describe('the wait before the next attempt', () => {
  it.each([
    [1, 5_000],
    [2, 30_000],
    [3, 120_000],
    [4, 600_000],
    [5, 3_600_000],
    [6, 3_600_000],
    [1_000, 3_600_000],
  ])('is after %i attempts %i ms, a fifth more or less', (attempts, delayMs) => {
    expect(retryDelayMs(attempts, () => 0)).toBe(delayMs * 0.8)
    expect(retryDelayMs(attempts, () => 0.5)).toBe(delayMs)
    expect(retryDelayMs(attempts, () => 1 - Number.EPSILON)).toBe(delayMs * 1.2)
  })
})

it('logs what a channel refused, but not that a way was closed to begin with', async () => {
  const { channel, deliver, logged } = bench()

  await deliver({
    ways: [
      [channel('edit', { kind: 'unreachable', error: undefined, reason: 'expired' })],
      [channel('channel', unreachable)],
      [channel('direct', sent)],
    ],
  })

  expect(logged).toMatchObject([{ level: 40, parcel: 7, channel: 'channel', err: { message: 'Not today.' } }])
})
