import PQueue from 'p-queue'
import { describe, expect, it } from 'vitest'
import { FairQueue, type FairQueueOptions } from '../../src/orchestrator/fair-queue.ts'

function queueOf(...waiting: readonly (readonly [tenant: string, id: string])[]) {
  const queue = new FairQueue()
  const runs = new Map(waiting.map(([, id]) => [id, async () => id]))
  for (const [tenant, id] of waiting) queue.enqueue(runs.get(id) as () => Promise<string>, { tenant, id })
  return queue
}

async function drained(queue: FairQueue): Promise<readonly unknown[]> {
  const order: unknown[] = []
  for (let left = queue.size; left > 0; left -= 1) order.push(await queue.dequeue()?.())
  return order
}

describe('a fair queue', () => {
  it('serves tenants in turn, and each in its own order', async () => {
    const queue = queueOf(['a', 'a1'], ['a', 'a2'], ['a', 'a3'], ['b', 'b1'], ['c', 'c1'], ['b', 'b2'])

    expect(await drained(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3'])
  })

  it('tells how many start before each', () => {
    const queue = queueOf(['a', 'a1'], ['a', 'a2'], ['b', 'b1'])

    expect(['a1', 'b1', 'a2', 'nobody'].map((id) => queue.positionOf(id))).toEqual([0, 1, 2, undefined])
    expect(queue.size).toBe(3)
  })

  it('puts a tenant that was just served behind the others', async () => {
    const queue = queueOf(['a', 'a1'], ['b', 'b1'], ['b', 'b2'])
    queue.dequeue()
    queue.enqueue(async () => 'a2', { tenant: 'a', id: 'a2' })

    expect(await drained(queue)).toEqual(['b1', 'a2', 'b2'])
  })

  it('lets go of what is removed, and of its tenant’s turn', async () => {
    const queue = queueOf(['a', 'a1'], ['b', 'b1'], ['c', 'c1'])
    queue.remove('a1')
    queue.remove('nobody')
    queue.enqueue(async () => 'a2', { tenant: 'a', id: 'a2' })

    expect(queue.positionOf('a1')).toBeUndefined()
    expect(await drained(queue)).toEqual(['b1', 'c1', 'a2'])
  })
})

it('keeps a tenant with fifty waiting from holding up another', async () => {
  const queue = new PQueue<FairQueue, FairQueueOptions>({ concurrency: 2, queueClass: FairQueue })
  const order: string[] = []
  const add = (tenant: string) =>
    queue.add(
      async () => {
        order.push(tenant)
        await Promise.resolve()
      },
      { tenant },
    )

  const busy = Array.from({ length: 50 }, () => add('busy'))
  await Promise.all([...busy, add('patient')])

  expect(order).toHaveLength(51)
  expect(order.indexOf('patient')).toBeLessThanOrEqual(3)
})
