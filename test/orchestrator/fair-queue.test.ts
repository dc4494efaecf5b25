import { describe, expect, it } from 'vitest'
import { FairQueue } from '../../src/orchestrator/fair-queue.ts'

/** A queue of one place that is taken, so that all else waits; `a.anna.1` is the first of Anna's on server `a`. */
function queueOf(...ids: readonly string[]) {
  const queue = new FairQueue(1)
  const order: string[] = []
  let left = 0
  const gate = Promise.withResolvers<void>()
  const drained = Promise.withResolvers<readonly string[]>()
  queue.add({ id: 'gate', tenant: 'gate', member: '', run: () => gate.promise })
  const add = (id: string) => {
    const [tenant = '', member = ''] = id.split('.')
    left += 1
    const run = async () => {
      order.push(id)
      left -= 1
      if (left === 0) drained.resolve(order)
    }
    queue.add({ id, tenant, member, run })
  }
  for (const id of ids) add(id)
  return {
    queue,
    add,
    remove: (id: string) => {
      const isRemoved = queue.remove(id)
      if (isRemoved) left -= 1
      return isRemoved
    },
    /** Lets all have their turn; the order in which they had it. */
    drained: () => {
      gate.resolve()
      return drained.promise
    },
  }
}

describe('a fair queue', () => {
  it('serves tenants in turn, and each in its own order', async () => {
    const { drained } = queueOf('a..1', 'a..2', 'a..3', 'b..1', 'c..1', 'b..2')

    expect(await drained()).toEqual(['a..1', 'b..1', 'c..1', 'a..2', 'b..2', 'a..3'])
  })

  it('serves the members of a tenant in turn', async () => {
    const { drained } = queueOf('a.anna.1', 'a.anna.2', 'a.anna.3', 'a.ben.1', 'a.eve.1', 'a.ben.2')

    expect(await drained()).toEqual(['a.anna.1', 'a.ben.1', 'a.eve.1', 'a.anna.2', 'a.ben.2', 'a.anna.3'])
  })

  it('gives a tenant with many members no more turns than one with a single member', async () => {
    const { drained } = queueOf('a.anna.1', 'a.ben.1', 'a.eve.1', 'b.mia.1', 'b.mia.2', 'b.mia.3')

    expect(await drained()).toEqual(['a.anna.1', 'b.mia.1', 'a.ben.1', 'b.mia.2', 'a.eve.1', 'b.mia.3'])
  })

  it('tells how many start before each', () => {
    const { queue } = queueOf('a.anna.1', 'a.anna.2', 'a.ben.1', 'b.mia.1')
    const waiting = ['a.anna.1', 'b.mia.1', 'a.ben.1', 'a.anna.2', 'nobody', 'gate']

    expect(waiting.map((id) => queue.positionOf(id))).toEqual([0, 1, 2, 3, undefined, undefined])
    expect(waiting.map((id) => queue.positionOf(id))).toEqual([0, 1, 2, 3, undefined, undefined])
  })

  it('lets go of what is removed, and of the turn of its member and tenant', async () => {
    const { queue, add, remove, drained } = queueOf('a.anna.1', 'b.mia.1', 'c.zoe.1')

    expect(['a.anna.1', 'a.anna.1', 'gate'].map(remove)).toEqual([true, false, false])
    add('a.anna.2')

    expect(queue.positionOf('a.anna.1')).toBeUndefined()
    expect(await drained()).toEqual(['b.mia.1', 'c.zoe.1', 'a.anna.2'])
  })

  it('keeps the rest of a member’s line when one of it is removed', async () => {
    const { remove, drained } = queueOf('a.anna.1', 'a.anna.2', 'a.anna.3', 'a.ben.1')
    remove('a.anna.2')

    expect(await drained()).toEqual(['a.anna.1', 'a.ben.1', 'a.anna.3'])
  })
})

describe('a queue of two places', () => {
  it('runs two at once and no third', async () => {
    const queue = new FairQueue(2)
    const gates = Array.from({ length: 3 }, () => Promise.withResolvers<void>())
    const begun: number[] = []
    for (const [index, gate] of gates.entries()) {
      const run = () => {
        begun.push(index)
        return gate.promise
      }
      queue.add({ id: String(index), tenant: 'a', member: 'anna', run })
    }
    expect(begun).toEqual([0, 1])

    gates[1]?.resolve()
    await gates[1]?.promise
    await new Promise(setImmediate)

    expect(begun).toEqual([0, 1, 2])
  })

  it('has one that comes when a tenant with fifty is being served wait for two at most', async () => {
    const queue = new FairQueue(2)
    const order: string[] = []
    const all = Promise.withResolvers<void>()
    const add = (id: string, member: string) =>
      queue.add({
        id,
        tenant: 'a',
        member,
        run: async () => {
          await Promise.resolve()
          if (order.push(member) === 51) all.resolve()
        },
      })
    for (let number = 0; number < 50; number += 1) add(`busy ${number}`, 'busy')
    add('patient', 'patient')

    await all.promise

    expect(order.indexOf('patient')).toBeLessThanOrEqual(3)
  })
})
