import { describe, expect, it, onTestFinished } from 'vitest'
import { budgetOf, spend } from '../../../support/ledger/requests.ts'
import { type OwnersBench, openOwnersBench, owner } from '../../../support/outbox/owners-bench.ts'
import { type OwnersWorkerOptions, ownersWorker } from '../../../support/outbox/owners-worker.ts'
import { HandDrivenTimers } from '../../../support/time/hand-driven-timers.ts'

function startOn({ options }: OwnersBench, overrides: Partial<OwnersWorkerOptions> = {}) {
  const worker = ownersWorker({ ...options, ...overrides })
  worker.start()
  onTestFinished(() => worker.stop())
  return worker
}

describe('the worker', () => {
  it('delivers what an earlier process has left as soon as it starts', async () => {
    const bench = await openOwnersBench()
    await bench.ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    await spend(bench.ledger, '0.80')

    startOn(bench)

    expect(await bench.discord.waitForDirectMessage(owner)).toMatchObject({ content: 'guild_1: day 75 %' })
  })

  it('looks a moment after it is nudged, once for a flock of bookings', async () => {
    const bench = await openOwnersBench()
    await bench.ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    const timers = new HandDrivenTimers()
    const worker = startOn(bench, { timers })
    await worker.drain()
    await spend(bench.ledger, '0.80')

    for (let booking = 0; booking < 9; booking += 1) worker.nudge()
    const waits = timers.pendingMs
    await timers.pass(100)

    expect(waits).toEqual([5_000, 100])
    expect(await bench.discord.waitForDirectMessage(owner)).toMatchObject({ content: 'guild_1: day 75 %' })
  })

  it('looks every five seconds by itself, even after the ledger could not be read', async () => {
    const bench = await openOwnersBench()
    await bench.ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    const timers = new HandDrivenTimers()
    let looks = 0
    const claim: typeof bench.outbox.claim = async (request) => {
      looks += 1
      if (looks <= 2) throw new Error('The disk is gone.')
      return bench.outbox.claim(request)
    }
    startOn(bench, { timers, store: { ...bench.outbox, claim } })
    await spend(bench.ledger, '0.80')

    await timers.pass(5_000)
    await timers.pass(4_999)
    const before = looks
    await timers.pass(1)

    expect(await bench.discord.waitForDirectMessage(owner)).toMatchObject({ content: 'guild_1: day 75 %' })
    expect([before, looks]).toEqual([2, 3])
    expect(bench.logged).toMatchObject([{ level: 50 }, { level: 50 }])
  })

  it('keeps an alert that cannot be rendered, says so, and delivers the others', async () => {
    const bench = await openOwnersBench()
    await bench.ledger.setBudget(budgetOf('default', 'day', '1.00'))
    for (const tenant of ['guild_a', 'guild_b', 'guild_c'])
      await spend(bench.ledger, '0.80', { attribution: { tenant } })
    const messages: OwnersWorkerOptions['messages'] = {
      ...bench.options.messages,
      alert: (details, to) => {
        if (details.subject.name === 'guild_a') throw new Error('No words for it.')
        return bench.options.messages.alert(details, to)
      },
    }

    await bench.deliver({ messages })
    const first = bench.told()
    bench.clock.nowMs += 60_000
    await bench.deliver()

    expect(first).toEqual(['guild_b: day 75 %', 'guild_c: day 75 %'])
    expect(bench.told()).toEqual([...first, 'guild_a: day 75 %'])
    expect(bench.logged).toMatchObject([{ level: 50, err: { message: 'No words for it.' } }])
  })

  it('delivers hundreds that wait at one look', async () => {
    const bench = await openOwnersBench()
    await bench.ledger.setBudget(budgetOf('default', 'day', '1.00'))
    const tenants = Array.from({ length: 120 }, (_, index) => `guild_${index}`)
    await Promise.all(tenants.map((tenant) => spend(bench.ledger, '0.80', { attribution: { tenant } })))

    await bench.deliver()

    expect(bench.told().toSorted()).toEqual(tenants.map((tenant) => `${tenant}: day 75 %`).toSorted())
  })

  it('gives back what it has not sent when it is stopped, for the next to send at once', async () => {
    const bench = await openOwnersBench()
    await bench.ledger.setBudget(budgetOf('default', 'day', '1.00'))
    for (const tenant of ['guild_a', 'guild_b', 'guild_c'])
      await spend(bench.ledger, '0.80', { attribution: { tenant } })

    const worker = startOn(bench)
    await bench.discord.waitForDirectMessage(owner)
    await worker.stop()
    const sent = bench.told().length
    await bench.deliver()

    expect(sent).toBeLessThan(3)
    expect(bench.told()).toEqual(['guild_a', 'guild_b', 'guild_c'].map((tenant) => `${tenant}: day 75 %`))
  })
})
