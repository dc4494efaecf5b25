import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** A process as others can recognise it. */
export interface ProcessIdentity {
  readonly host: string
  /** Where its number means anything: boot id and process namespace on Linux, '' elsewhere and of earlier versions. */
  readonly namespace: string
  readonly pid: number
  /** The start time on Linux: tells a process from a later one with the same number. '' elsewhere. */
  readonly birth: string
}

interface KnownProcess extends ProcessIdentity {
  readonly heartbeatAtMs: number
}

/** Answers whether a process that has registered is still alive. */
export type IsAlive = (process: KnownProcess, nowMs: number) => boolean

export const heartbeatEveryMs = 15_000
/** A process elsewhere, whose number says nothing here, is dead after so long without a heartbeat. */
const silenceMs = 4 * heartbeatEveryMs

export function thisProcess(): ProcessIdentity {
  return { host: hostname(), namespace: ownNamespace(), pid: process.pid, birth: birthOf(process.pid) }
}

/**
 * Among the processes that this one can see by its number and birth; elsewhere by its heartbeat. Elsewhere is also another container of the
 * same host name, where everything is process 1, and what ran here before the machine was started anew.
 */
export const isAlive: IsAlive = (known, nowMs) => {
  if (known.host !== hostname() || known.namespace !== ownNamespace())
    return nowMs - known.heartbeatAtMs < silenceMs
  try {
    process.kill(known.pid, 0)
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EPERM'
    if (!exists) return false
  }
  return known.birth === birthOf(known.pid)
}

function ownNamespace(): string {
  try {
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${bootId}/${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return ''
  }
}

function birthOf(pid: number): string {
  try {
    // The process name, in parentheses, may hold spaces; the start time is the 20th field behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    // A killed process whose parent has not collected it yet still has its number, but spends nothing more.
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '')
  } catch {
    return ''
  }
}
