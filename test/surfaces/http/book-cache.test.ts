import { describe, expect, it } from 'vitest'
import { BookCache } from '../../../src/surfaces/http/book-cache.ts'

/** A cache over books of this version, and what reads them: each reading ends when it is told to, and answers how many began before it. */
function openCache(version: string | undefined) {
  const clock = { nowMs: 0 }
  const ledger = { version: async () => version }
  const cache = new BookCache({ ledger, now: () => clock.nowMs } as ConstructorParameters<
    typeof BookCache
  >[0])
  const ends: (() => void)[] = []
  const ask = (name = 'costs') =>
    cache.of(name, async () => {
      const { promise, resolve } = Promise.withResolvers<number>()
      const before = ends.length
      ends.push(() => resolve(before))
      return promise
    })
  return { clock, ends, ask }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('what is read of books that do not tell whether they have changed', () => {
  it('is read anew for whoever asks, once for all who ask while it is being read', async () => {
    const { ask, ends } = openCache(undefined)
    const first = ask()
    await turn()
    const later = [ask(), ask(), ask()]
    const other = ask('budgets')
    await turn()
    expect(ends).toHaveLength(2)

    for (const end of ends) end()
    await turn()
    expect(ends).toHaveLength(3)
    ends[2]?.()
    expect(await Promise.all([first, other, ...later])).toEqual([0, 1, 2, 2, 2])

    const last = ask()
    await turn()
    ends[3]?.()
    expect(await last).toBe(3)
  })
})

describe('what is read of books that do', () => {
  it('is shared for a second, as long as they are the same', async () => {
    const { ask, ends, clock } = openCache('1')
    const asked = [ask(), ask()]
    await turn()
    ends[0]?.()
    expect(await Promise.all(asked)).toEqual([0, 0])
    clock.nowMs = 999
    expect(await ask()).toBe(0)
    clock.nowMs = 1_000
    const anew = ask()
    await turn()
    ends[1]?.()
    expect(await anew).toBe(1)
  })
})
