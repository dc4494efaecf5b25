import { describe, expect, it, vi } from 'vitest'
import { inputOf, opened, published, serve, serving } from './published-prices.ts'

describe('the timer', () => {
  it('refreshes again and again, and tells of problems, until it is stopped', async () => {
    const kinds: string[] = []
    const options = { onProblem: ({ kind }: { kind: string }) => void kinds.push(kind) }
    const open = await opened(await serving([]), { everyHours: 20 / 3_600_000 }, options)
    open.start()
    await vi.waitUntil(() => kinds.length >= 3)
    await open.stop()
    const told = kinds.length
    await new Promise((wait) => setTimeout(wait, 100))
    expect(kinds).toHaveLength(told)
    // Stopping may break one more off.
    expect(kinds.slice(0, 3)).toEqual(['wrong-shape', 'wrong-shape', 'wrong-shape'])
  })

  it('starts with a refresh when the prices are older than its interval', async () => {
    const open = await opened(await serving(published('openai:gpt-4', { input_mtok: 33, output_mtok: 60 })))
    open.start()
    await vi.waitUntil(() => inputOf(open) === '33')
  })

  it('waits for its interval when the prices are younger', async () => {
    let served = 0
    const url = await serve((_, response) => {
      served += 1
      response.end('[]')
    })
    const open = await opened(url, { everyHours: 24 * 365 })
    open.start()
    await new Promise((wait) => setTimeout(wait, 100))
    expect(served).toBe(0)
  })

  it('breaks a download off that is under way when it is stopped', { timeout: 15_000 }, async () => {
    const asked = Promise.withResolvers<void>()
    const kinds: string[] = []
    const url = await serve(() => asked.resolve())
    const open = await opened(url, {}, { onProblem: ({ kind }) => void kinds.push(kind) })
    open.start()
    await asked.promise
    await open.stop()
    await vi.waitUntil(() => kinds.length === 1)
    expect(kinds).toEqual(['unreachable'])
  })

  it('tells of an audit that fails instead of ending the process', async () => {
    const kinds: string[] = []
    const open = await opened(
      await serving(published('openai:gpt-4', { input_mtok: 33, output_mtok: 60 })),
      {},
      {
        onChange: () => Promise.reject(new Error('The ledger is closed.')),
        onProblem: ({ kind }) => void kinds.push(kind),
      },
    )
    open.start()
    await vi.waitUntil(() => kinds.length === 1)
    expect(kinds).toEqual(['unexpected'])
  })
})
