import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** A process as others can recognise it. */
export interface ProcessIdentity {
  readonly host: string
  readonly pid: number
  /** Boot id and start time on Linux: tells a process from a later one with the same number. '' elsewhere. */
  readonly birth: string
}

export interface KnownProcess extends ProcessIdentity {
  readonly heartbeatAtMs: number
}

/** Answers whether a process that has registered is still alive. */
export type IsAlive = (process: KnownProcess, nowMs: number) => boolean

export const heartbeatEveryMs = 15_000
/** A process on another host or container, whose number says nothing here, is dead after so long without a heartbeat. */
const silenceMs = 4 * heartbeatEveryMs

export function thisProcess(): ProcessIdentity {
  return { host: hostname(), pid: process.pid, birth: birthOf(process.pid) }
}

/** On this host by its number and birth; elsewhere by its heartbeat. */
export const isAlive: IsAlive = (known, nowMs) => {
  if (known.host !== hostname()) return nowMs - known.heartbeatAtMs < silenceMs
  try {
    process.kill(known.pid, 0)
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EPERM'
    if (!exists) return false
  }
  return known.birth === birthOf(known.pid)
}

function birthOf(pid: number): string {
  try {
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    // The process name, in parentheses, may hold spaces; the start time is the 20th field behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    // A killed process whose parent has not collected it yet still has its number, but spends nothing more.
    return fields[0] === 'Z' ? 'ended' : `${bootId}/${fields[19]}`
  } catch {
    return ''
  }
}
