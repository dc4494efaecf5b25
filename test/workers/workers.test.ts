import { describe, expect, it, onTestFinished } from 'vitest'
import { type JobLimits, jobIn } from '../../src/workers/job.ts'
import { openWorkers } from '../../src/workers/open-workers.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'
import type { JobKind } from '../support/workers/jobs.ts'

const module = new URL('../support/workers/jobs.ts', import.meta.url)
const job = (limits?: JobLimits) => jobIn<typeof import('../support/workers/jobs.ts')>(module, limits)
const run = job()

function open(size = 1, timers = new HandDrivenTimers()) {
  const workers = openWorkers({ timers, size })
  onTestFinished(() => workers.close())
  return workers
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('workers', () => {
  it('do work in a process of their own, and the next in the same', async () => {
    const workers = open()
    const first = await workers.run(run, { kind: 'process' })
    expect(first).not.toBe(process.pid)
    expect(await workers.run(run, { kind: 'process' })).toBe(first)
  })

  it('keep a process that was allowed more memory than others, and did not take it', async () => {
    const workers = open()
    const first = await workers.run(job({ memoryMegabytes: 1_536 }), { kind: 'process' })
    expect(await workers.run(run, { kind: 'process' })).toBe(first)
  })

  it('keep a process that holds much for work that may take more, and do the rest in another', async () => {
    const workers = open()
    const large = job({ memoryMegabytes: 1_536 })
    const first = await workers.run(large, { kind: 'process' })
    await workers.run(large, { kind: 'filling' })
    const second = await workers.run(run, { kind: 'process' })
    expect(second).not.toBe(first)
    expect(await workers.run(large, { kind: 'process' })).toBe(first)
    expect(await workers.run(run, { kind: 'process' })).toBe(second)
  })

  it('end the process that is free for longest, when one more would be too many', async () => {
    const workers = open()
    const large = job({ memoryMegabytes: 1_536 })
    const first = (await workers.run(large, { kind: 'process' })) as number
    await workers.run(large, { kind: 'filling' })
    await workers.run(run, { kind: 'filling' })
    await workers.run(run, { kind: 'process' })
    expect(await workers.run(large, { kind: 'process' })).not.toBe(first)
  })

  it('work side by side, as many as there are', async () => {
    const workers = open(2)
    const pids = await Promise.all([
      workers.run(run, { kind: 'process' }),
      workers.run(run, { kind: 'process' }),
      workers.run(run, { kind: 'process' }),
    ])
    expect(new Set(pids).size).toBe(2)
  })

  it('see nothing of the environment', async () => {
    expect(await open().run(run, { kind: 'environment' })).toEqual([])
  })

  it.each([0, 1, 65_535, 65_536, 5_000_000])('are given and give back %i bytes', async (length) => {
    const bytes = new Uint8Array(length).fill(7)
    const answer = await open().run(run, { kind: 'bytes', bytes })
    expect(answer).toMatchObject(length === 0 ? {} : { first: 7, last: 7 })
    expect(answer).toHaveProperty('bytes.byteLength', length)
    expect(bytes.byteLength).toBe(length)
  })

  it('give back long texts', async () => {
    expect(await open().run(run, { kind: 'text' })).toBe('щ'.repeat(3_000_000))
  })

  it('do not mix what libraries print with their answers', async () => {
    expect(await open().run(run, { kind: 'talking' })).toBe('heard')
  })

  it('throw what the work throws, and go on', async () => {
    const workers = open()
    const pid = await workers.run(run, { kind: 'process' })
    await expect(workers.run(run, { kind: 'throwing' })).rejects.toMatchObject({
      name: 'RangeError',
      message: 'No such range.',
      stack: expect.stringContaining('jobs.ts'),
    })
    expect(await workers.run(run, { kind: 'process' })).toBe(pid)
  })

  it.each<JobKind>(['endless', 'normalising'])('end %s work at its limit of processor time', async (kind) => {
    const workers = open()
    await expect(workers.run(job({ cpuTimeMs: 300 }), { kind })).rejects.toMatchObject({
      name: 'WorkFailedError',
      failure: 'out_of_time',
    })
    expect(await workers.run(run, { kind: 'process' })).toBeTypeOf('number')
  })

  it.each<JobKind>(['objects', 'map', 'buffers'])('outlive work that takes all memory: %s', async (kind) => {
    const workers = open()
    await expect(
      workers.run(job({ memoryMegabytes: 300, cpuTimeMs: 120_000 }), { kind }),
    ).rejects.toMatchObject({
      name: 'WorkFailedError',
      failure: 'out_of_memory',
    })
    expect(await workers.run(run, { kind: 'process' })).toBeTypeOf('number')
  })

  it('say when their process has ended by itself', async () => {
    await expect(open().run(run, { kind: 'leaving' })).rejects.toMatchObject({ failure: 'crashed' })
  })

  it('stop when they are told to, with the reason of whoever says so, and are free for the next', async () => {
    const workers = open()
    const pid = (await workers.run(run, { kind: 'process' })) as number
    const controller = new AbortController()
    const endless = workers.run(run, { kind: 'endless' }, controller.signal)
    const next = workers.run(run, { kind: 'process' })
    controller.abort(new Error('changed my mind'))
    await expect(endless).rejects.toThrow('changed my mind')
    expect(await next).not.toBe(pid)
  })

  it('never begin what was given up while it waited', async () => {
    const workers = open()
    const first = new AbortController()
    const endless = workers.run(run, { kind: 'endless' }, first.signal)
    const second = new AbortController()
    const waiting = workers.run(run, { kind: 'leaving' }, second.signal)
    second.abort(new Error('never mind'))
    await expect(waiting).rejects.toThrow('never mind')
    first.abort(new Error('enough'))
    await expect(endless).rejects.toThrow('enough')
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'outlive a %s, which all processes of a terminal get',
    async (signal) => {
      const workers = open()
      const pid = (await workers.run(run, { kind: 'process' })) as number
      process.kill(pid, signal)
      expect(await workers.run(run, { kind: 'process' })).toBe(pid)
    },
  )

  it('end a process that nobody has needed for a minute', async () => {
    const timers = new HandDrivenTimers()
    const workers = open(1, timers)
    const first = await workers.run(run, { kind: 'process' })
    await timers.pass(59_999)
    const second = await workers.run(run, { kind: 'process' })
    await timers.pass(59_999)
    expect(await workers.run(run, { kind: 'process' })).toBe(first)
    expect(second).toBe(first)
    await timers.pass(60_000)
    expect(await workers.run(run, { kind: 'process' })).not.toBe(first)
  })

  it('fail what they are doing when they are closed', async () => {
    const workers = open()
    const pid = (await workers.run(run, { kind: 'process' })) as number
    const endless = workers.run(run, { kind: 'endless' })
    await workers.close()
    await expect(endless).rejects.toMatchObject({ failure: 'crashed' })
    await expect(workers.run(run, { kind: 'process' })).rejects.toMatchObject({ failure: 'crashed' })
    expect(isAlive(pid)).toBe(false)
  })
})
