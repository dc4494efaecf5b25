import { describe, expect, it } from 'vitest'
import { systemTimers } from '../../src/app/timers.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'

/** Timers, and how they come to let a few milliseconds pass. */
const kinds = [
  { kind: 'of the system', open: () => ({ timers: systemTimers, pass: () => undefined }) },
  {
    kind: 'driven by hand',
    open: () => {
      const timers = new HandDrivenTimers()
      return { timers, pass: () => void timers.pass(10) }
    },
  },
] as const

function aborted(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason)))
}

describe.each(kinds)('timers $kind', ({ open }) => {
  it('abort a limit with an error of a name that tells it', async () => {
    const { timers, pass } = open()
    const limit = timers.after(1)
    expect(limit.aborted).toBe(false)
    pass()
    expect(await aborted(limit)).toMatchObject({ name: 'TimeoutError' })
  })

  it('end a pause when its time is over, or at once with the reason of the signal', async () => {
    const { timers, pass } = open()
    const over = timers.wait(1)
    pass()
    await over

    await expect(timers.wait(3_600_000, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
    const later = new AbortController()
    const pause = timers.wait(3_600_000, later.signal)
    later.abort()
    await expect(pause).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('repeat until they are ended', async () => {
    const { timers, pass } = open()
    const { promise, resolve } = Promise.withResolvers<void>()
    let times = 0
    const end = timers.every(1, () => {
      times += 1
      if (times === 3) end()
      if (times === 3) resolve()
    })
    pass()
    await promise
    expect(times).toBe(3)
  })
})

describe('timers driven by hand', () => {
  it('stand still by themselves, and pass no further than they are told', async () => {
    const timers = new HandDrivenTimers(1_000)
    const passed: number[] = []
    for (const ms of [30, 10, 20]) timers.after(ms).addEventListener('abort', () => passed.push(ms))

    await timers.pass(9)
    expect([passed, timers.now(), timers.pendingMs]).toEqual([[], 1_009, [30, 10, 20]])
    await timers.pass(11)

    expect([passed, timers.now(), timers.pendingMs]).toEqual([[10, 20], 1_020, [30]])
  })

  it('tell when somebody has asked for a time so many times', async () => {
    const timers = new HandDrivenTimers()
    let hasTold = false
    const twice = timers.asked(50, 2).then(() => {
      hasTold = true
    })
    timers.after(50)
    timers.after(40)
    await timers.pass(0)
    expect(hasTold).toBe(false)
    timers.after(50)
    await twice
    await timers.asked(50)
    expect(timers.pendingMs).toEqual([50, 40, 50])
  })
})
