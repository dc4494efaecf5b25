import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { fileShelf } from '../../src/pricing/price-shelf.ts'
import type { RefreshProblem } from '../../src/pricing/renew-prices.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'
import { inputOf, opened, published, serve, serving } from './published-prices.ts'

const hourMs = 3_600_000

/** Problems as they are told, and when so many have been. */
function tellProblems() {
  const kinds: string[] = []
  let look: () => void = () => undefined
  return {
    kinds,
    onProblem: ({ kind }: RefreshProblem) => {
      kinds.push(kind)
      look()
    },
    told: (count: number) =>
      new Promise<void>((resolve) => {
        look = () => kinds.length >= count && resolve()
        look()
      }),
  }
}

/** A catalogue whose bundled prices are younger than its interval, so that only the timer refreshes. */
function openYoung(url: string, timers: HandDrivenTimers, everyHours: number, problems = tellProblems()) {
  return opened(url, { timers, everyHours }, { now: () => new Date(0), onProblem: problems.onProblem })
}

describe('the timer', () => {
  it('refreshes again and again, and tells of problems, until it is stopped', async () => {
    const timers = new HandDrivenTimers()
    const problems = tellProblems()
    const open = await openYoung(await serving([]), timers, 24, problems)
    open.start()

    await timers.pass(24 * hourMs - 1)
    expect(problems.kinds).toEqual([])
    for (let count = 1; count <= 3; count += 1) {
      await timers.pass(count === 1 ? 1 : 24 * hourMs)
      await problems.told(count)
    }
    await open.stop()
    await timers.pass(100 * hourMs)

    expect(problems.kinds).toEqual(['wrong-shape', 'wrong-shape', 'wrong-shape'])
  })

  it('starts with a refresh when the prices are older than its interval', async () => {
    const open = await opened(await serving(published('openai:gpt-4', { input_mtok: 33, output_mtok: 60 })))
    open.start()
    // Shares the one that is under way.
    await open.refresh()
    expect(inputOf(open)).toBe('33')
  })

  it('waits for its interval when the prices are younger, and for no longer than a timer can', async () => {
    const asked = Promise.withResolvers<void>()
    let requests = 0
    const url = await serve((_, response) => {
      requests += 1
      response.end('[]')
      asked.resolve()
    })
    const timers = new HandDrivenTimers()
    const open = await openYoung(url, timers, 24 * 365)
    open.start()

    await timers.pass(2 ** 31 - 2)
    expect(requests).toBe(0)
    await timers.pass(1)
    await asked.promise
  })

  it('of a process that does not download takes what another has kept, which has audited it', async () => {
    const shelf = fileShelf(join(temporaryFolder(), 'prices.json'))
    const timers = new HandDrivenTimers()
    const audit = vi.fn()
    const download = { shelf, timers, isOurs: async () => false }
    const other = await opened('http://127.0.0.1:1/', download, { onChange: audit })
    other.start()
    const url = await serving(published('openai:gpt-4', { input_mtok: 33, output_mtok: 60 }))
    const leader = await opened(url, { shelf, isOurs: async () => true })

    await leader.refresh()
    await timers.pass(hourMs)
    while (inputOf(other) !== '33') await nextTurn()

    expect(audit).not.toHaveBeenCalled()
  })

  it('breaks a download off that is under way when it is stopped', async () => {
    const asked = Promise.withResolvers<void>()
    const problems = tellProblems()
    const url = await serve(() => asked.resolve())
    const open = await opened(url, {}, { onProblem: problems.onProblem })
    open.start()
    await asked.promise
    await open.stop()
    await problems.told(1)
    expect(problems.kinds).toEqual(['unreachable'])
  })

  it('gives a download half a minute', async () => {
    const asked = Promise.withResolvers<void>()
    const problems = tellProblems()
    const timers = new HandDrivenTimers()
    const url = await serve(() => asked.resolve())
    const open = await opened(url, { timers }, { onProblem: problems.onProblem })
    open.start()
    await asked.promise

    await timers.pass(29_999)
    expect(problems.kinds).toEqual([])
    await timers.pass(1)
    await problems.told(1)

    expect(problems.kinds).toEqual(['unreachable'])
  })

  it('tells of an audit that fails instead of ending the process', async () => {
    const problems = tellProblems()
    const open = await opened(
      await serving(published('openai:gpt-4', { input_mtok: 33, output_mtok: 60 })),
      {},
      { onChange: () => Promise.reject(new Error('The ledger is closed.')), onProblem: problems.onProblem },
    )
    open.start()
    await problems.told(1)
    expect(problems.kinds).toEqual(['unexpected'])
  })
})
