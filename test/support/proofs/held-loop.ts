import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'

export interface HeldLoop {
  readonly tookMs: number
  /** For how long the event loop had no turn at most, while the machine did something else too. */
  readonly loopMs: number
  /** The most that this thread has worked between two turns, which a busy machine does not lengthen much. */
  readonly workMs: number
}

/** How long something takes, and for how long it holds the event loop of this process at most. */
export async function heldLoop(work: () => Promise<unknown>): Promise<HeldLoop> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  // What held the loop until now is noted in its next turns.
  await wait(10)
  delay.reset()
  let workMs = 0
  let seen = process.threadCpuUsage()
  const noteWork = () => {
    const { user, system } = process.threadCpuUsage(seen)
    seen = process.threadCpuUsage()
    workMs = Math.max(workMs, (user + system) / 1_000)
  }
  const timer = setInterval(noteWork, 1)
  const startMs = performance.now()
  await work()
  const tookMs = performance.now() - startMs
  await wait(10)
  clearInterval(timer)
  delay.disable()
  return { tookMs, loopMs: delay.max / 1e6, workMs }
}

export function toldHold({ tookMs, loopMs, workMs }: HeldLoop): string {
  return `${tookMs.toFixed(0)} ms; the loop was held for ${loopMs.toFixed(1)} ms at most, by ${workMs.toFixed(1)} ms of work`
}
