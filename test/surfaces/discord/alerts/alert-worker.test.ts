import { describe, expect, it, onTestFinished } from 'vitest'
import {
  type AlertWorkerOptions,
  startAlertWorker,
} from '../../../../src/surfaces/discord/alerts/alert-worker.ts'
import { type AlertBench, openAlertBench, owner } from '../../../support/alerts/alert-bench.ts'
import { budgetOf, spend } from '../../../support/ledger/requests.ts'

const never = 2 ** 31 - 1

function startOn({ options }: AlertBench, overrides: Partial<AlertWorkerOptions> = {}) {
  const worker = startAlertWorker({ ...options, pollEveryMs: never, ...overrides })
  onTestFinished(() => worker.stop())
  return worker
}

describe('the worker', () => {
  it('delivers what an earlier process has left as soon as it starts', async () => {
    const bench = await openAlertBench()
    await bench.ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    await spend(bench.ledger, '0.80')

    startOn(bench)

    expect(await bench.discord.waitForDirectMessage(owner)).toMatchObject({ content: 'guild_1: day 75 %' })
  })

  it('looks when it is nudged', async () => {
    const bench = await openAlertBench()
    await bench.ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    const worker = startOn(bench)
    // The books do one thing after another: with this the worker's first look is over.
    await bench.outbox.claimAlerts({ limit: 1, leaseMs: 1, atMs: 0 })

    await spend(bench.ledger, '0.80')
    worker.nudge()

    expect(await bench.discord.waitForDirectMessage(owner)).toMatchObject({ content: 'guild_1: day 75 %' })
  })

  it('looks every few seconds by itself, even after the ledger could not be read', async () => {
    const bench = await openAlertBench()
    await bench.ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    let failures = 2
    const claimAlerts: typeof bench.outbox.claimAlerts = async (request) => {
      failures -= 1
      if (failures >= 0) throw new Error('The disk is gone.')
      return bench.outbox.claimAlerts(request)
    }
    startOn(bench, { pollEveryMs: 20, store: { ...bench.outbox, claimAlerts } })

    await spend(bench.ledger, '0.80')

    expect(await bench.discord.waitForDirectMessage(owner)).toMatchObject({ content: 'guild_1: day 75 %' })
    expect(bench.logged).toMatchObject([{ level: 50 }, { level: 50 }])
  })

  it('keeps an alert that cannot be rendered, says so, and delivers the others', async () => {
    const bench = await openAlertBench()
    await bench.ledger.setBudget(budgetOf('default', 'day', '1.00'))
    for (const tenant of ['guild_a', 'guild_b', 'guild_c'])
      await spend(bench.ledger, '0.80', { attribution: { tenant } })
    const render: AlertWorkerOptions['render'] = {
      ...bench.options.render,
      alert: (details, to) => {
        if (details.subject.name === 'guild_a') throw new Error('No words for it.')
        return bench.options.render.alert(details, to)
      },
    }

    await bench.deliver({ render })
    const first = bench.told()
    bench.clock.nowMs += 60_000
    await bench.deliver()

    expect(first).toEqual(['guild_b: day 75 %', 'guild_c: day 75 %'])
    expect(bench.told()).toEqual([...first, 'guild_a: day 75 %'])
    expect(bench.logged).toMatchObject([{ level: 50, err: { message: 'No words for it.' } }])
  })

  it('delivers hundreds that wait at one look', async () => {
    const bench = await openAlertBench()
    await bench.ledger.setBudget(budgetOf('default', 'day', '1.00'))
    const tenants = Array.from({ length: 120 }, (_, index) => `guild_${index}`)
    await Promise.all(tenants.map((tenant) => spend(bench.ledger, '0.80', { attribution: { tenant } })))

    await bench.deliver()

    expect(bench.told().toSorted()).toEqual(tenants.map((tenant) => `${tenant}: day 75 %`).toSorted())
  })

  it('gives back what it has not sent when it is stopped, for the next to send at once', async () => {
    const bench = await openAlertBench()
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

  it('leaves alone what it claimed too long ago to be sure that nobody else has it', async () => {
    const bench = await openAlertBench()
    const { ledger, clock, deliver, told, options } = bench
    await ledger.setBudget(budgetOf('default', 'day', '1.00'))
    for (const tenant of ['guild_a', 'guild_b']) await spend(ledger, '0.80', { attribution: { tenant } })
    const render: AlertWorkerOptions['render'] = {
      ...options.render,
      alert: (details, to) => {
        clock.nowMs += 31_000
        return options.render.alert(details, to)
      },
    }

    await deliver({ render })
    const first = told()
    await deliver()

    expect(first).toEqual(['guild_a: day 75 %'])
    expect(told()).toEqual(['guild_a: day 75 %', 'guild_b: day 75 %'])
  })
})
