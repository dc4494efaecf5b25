import pino from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Channel, SendResult } from '../../src/outbox/channel.ts'
import { OutboxWorker, type OutboxWorkerOptions } from '../../src/outbox/outbox-worker.ts'
import type { Parcel } from '../../src/outbox/parcel.ts'
import { noonMs } from '../support/ledger/requests.ts'
import { openStoresAt, temporaryPath } from '../support/ledger/temporary-books.ts'
import { located } from '../support/sources/located.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'

/** An outbox in a file and a worker whose one channel does what `send` does. */
async function open(
  send: (parcel: Parcel) => Promise<SendResult>,
  overrides: Partial<OutboxWorkerOptions> = {},
) {
  const { outbox, workflows } = await openStoresAt(temporaryPath())
  const clock = { nowMs: noonMs }
  const logged: Record<string, unknown>[] = []
  const worker = new OutboxWorker({
    store: outbox,
    log: pino({ level: 'debug' }, { write: (line: string) => logged.push(JSON.parse(line)) }),
    now: () => clock.nowMs,
    timers: new HandDrivenTimers(),
    random: () => 0.5,
    routeOf: async (parcel) => {
      const channel: Channel = { name: 'only', send: () => send(parcel) }
      return [{ ways: [[channel]] }]
    },
    ...overrides,
  })
  onTestFinished(() => worker.stop())
  const notice = (kind: string) => outbox.addNotice({ key: kind, kind, detail: {}, atMs: clock.nowMs })
  const result = async (id: string) => {
    const run = {
      location: located('https://example.com'),
      depth: 'quick',
      tenant: 'guild_1',
    } as const
    const claim = await workflows.create(
      id,
      { ...run, visibility: 'member', replyTo: { a: 'b' } },
      clock.nowMs,
    )
    await workflows.end(claim, { state: 'completed', atMs: clock.nowMs, costNanoUsd: 0n })
    await outbox.release(id, clock.nowMs)
  }
  return { outbox, worker, clock, logged, notice, result }
}

const nameOf = (parcel: Parcel) =>
  parcel.kind === 'notice' ? parcel.notice.kind : parcel.kind === 'result' ? parcel.workflow : 'alert'

describe('a worker', () => {
  it('delivers everything that is due, however much that is', async () => {
    const reached: string[] = []
    const { worker, notice } = await open(async (parcel) => {
      reached.push(nameOf(parcel))
      return { kind: 'sent' }
    })
    const kinds = Array.from({ length: 50 }, (_, index) => `notice ${index}`)
    for (const kind of kinds) await notice(kind)

    await worker.drain()

    expect(reached).toEqual(kinds)
  })

  it('tells owners one thing after another, and brings results side by side', async () => {
    let underWay = { owners: 0, results: 0 }
    const most = { owners: 0, results: 0 }
    const { worker, notice, result } = await open(async ({ kind }) => {
      const who = kind === 'result' ? 'results' : 'owners'
      underWay = { ...underWay, [who]: underWay[who] + 1 }
      most[who] = Math.max(most[who], underWay[who])
      await new Promise((resolve) => setImmediate(resolve))
      underWay = { ...underWay, [who]: underWay[who] - 1 }
      return { kind: 'sent' }
    })
    for (const name of ['a', 'b', 'c']) {
      await notice(name)
      await result(`wf_${name}`)
    }

    await worker.drain()

    expect(most).toEqual({ owners: 1, results: 3 })
  })

  it('does not let a result wait for owners who cannot be reached at once', async () => {
    const held = Promise.withResolvers<SendResult>()
    const brought = Promise.withResolvers<string>()
    const { worker, notice, result } = await open((parcel) => {
      if (parcel.kind !== 'result') return held.promise
      brought.resolve(nameOf(parcel))
      return Promise.resolve({ kind: 'sent' })
    })
    await notice('a')
    await result('wf_1')

    worker.look()

    expect(await brought.promise).toBe('wf_1')
    held.resolve({ kind: 'sent' })
  })

  it('tries again what failed when it is due, and not before', async () => {
    const attempts: number[] = []
    const { worker, notice, clock } = await open(async ({ attempts: attempt }) => {
      attempts.push(attempt)
      return attempt === 1 ? { kind: 'failed', error: new Error('away') } : { kind: 'sent' }
    })
    await notice('a')

    await worker.drain()
    clock.nowMs += 4_999
    await worker.drain()
    const before = [...attempts]
    clock.nowMs += 1
    await worker.drain()
    await worker.drain()

    expect([before, attempts]).toEqual([[1], [1, 2]])
  })

  it('leaves alone what it claimed too long ago to be sure that nobody else has it', async () => {
    const sent: [string, number][] = []
    const { worker, notice, clock } = await open(async (parcel) => {
      sent.push([nameOf(parcel), parcel.attempts])
      clock.nowMs += 31_000
      return { kind: 'sent' }
    })
    await notice('a')
    await notice('b')

    await worker.drain()

    // The second was given back and claimed anew.
    expect(sent).toEqual([
      ['a', 1],
      ['b', 2],
    ])
  })

  it('still sends what it claimed half a lease ago', async () => {
    const sent: [string, number][] = []
    const { worker, notice, clock } = await open(async (parcel) => {
      sent.push([nameOf(parcel), parcel.attempts])
      clock.nowMs += 30_000
      return { kind: 'sent' }
    })
    await notice('a')
    await notice('b')

    await worker.drain()

    expect(sent).toEqual([
      ['a', 1],
      ['b', 1],
    ])
  })

  it('keeps what reached nobody', async () => {
    const { worker, result, outbox, logged, clock } = await open(async () => ({
      kind: 'unreachable',
      error: new Error('closed'),
    }))
    await result('wf_1')

    await worker.drain()

    clock.nowMs += 365 * 86_400_000
    expect(await outbox.claim({ limit: 1, leaseMs: 1, atMs: clock.nowMs })).toEqual([])
    expect(logged.map(({ msg }) => msg)).toContain('a parcel reached nobody and is kept')
  })

  it('puts off what it has no route for, says so, and delivers the rest', async () => {
    const reached: string[] = []
    const { worker, notice, clock, logged } = await open(async () => ({ kind: 'sent' }), {
      routeOf: async (parcel) => {
        if (nameOf(parcel) === 'a' && parcel.attempts === 1) throw new Error('No words for it.')
        reached.push(nameOf(parcel))
        return []
      },
    })
    await notice('a')
    await notice('b')

    await worker.drain()
    const first = [...reached]
    clock.nowMs += 5_000
    await worker.drain()

    expect(first).toEqual(['b'])
    expect(reached).toEqual(['b', 'a'])
    expect(logged).toMatchObject([{ level: 50, err: { message: 'No words for it.' } }])
  })

  it('sends nothing more once it is stopped, and gives back what it has claimed', async () => {
    const held = Promise.withResolvers<void>()
    const sending = Promise.withResolvers<void>()
    const reached: string[] = []
    const { worker, notice, outbox } = await open(async (parcel) => {
      reached.push(nameOf(parcel))
      sending.resolve()
      await held.promise
      return { kind: 'sent' }
    })
    await notice('a')
    await notice('b')
    worker.look()
    await sending.promise
    expect(reached).toEqual(['a'])

    const stopped = worker.stop()
    held.resolve()
    await stopped
    await worker.drain()

    expect(reached).toEqual(['a'])
    const left = await outbox.claim({ limit: 10, leaseMs: 1, atMs: noonMs })
    expect(left).toMatchObject([{ notice: { kind: 'b' }, attempts: 2 }])
  })
})
