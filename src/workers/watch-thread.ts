import { writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { endedBecause, errorDescriptor } from './protocol.ts'
import { cpuTimeUsedMs, idle, type WatchedState, working } from './watch.ts'
import type { WorkFailure } from './work-failed-error.ts'

/** How often a process that works is looked at. */
const periodMs = 20

const { phase, limits } = workerData as WatchedState
const parent = process.ppid

for (;;) {
  Atomics.wait(phase, 0, idle)
  while (Atomics.load(phase, 0) === working) {
    const [cpuTimeMs = 0, memoryBytes = 0] = limits
    if (cpuTimeUsedMs() > cpuTimeMs) endProcess('out_of_time')
    if (process.memoryUsage.rss() > memoryBytes) endProcess('out_of_memory')
    // Nobody is left to hear the answer.
    if (process.ppid !== parent) endProcess('crashed')
    Atomics.wait(phase, 0, working, periodMs)
  }
}

function endProcess(why: WorkFailure): void {
  writeSync(errorDescriptor, `${endedBecause}${why}\n`)
  process.kill(process.pid, 'SIGKILL')
}
