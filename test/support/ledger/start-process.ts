import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { LedgerProcessOrder } from './ledger-process.ts'

const processFile = fileURLToPath(new URL('./ledger-process.ts', import.meta.url))

export interface StartedProcess {
  readonly child: ChildProcessByStdio<Writable, Readable, null>
  /** The first line that it writes. */
  readonly answer: Promise<string>
  /** Resolves when it has written so many lines. */
  told(lines: number): Promise<void>
  /** Ends it as a crash would, and waits until it is gone. */
  kill(): Promise<void>
}

/** Starts a process of its own on a ledger; it is killed after the test. */
export function startLedgerProcess(order: LedgerProcessOrder): StartedProcess {
  const child = spawn(process.execPath, [processFile, JSON.stringify(order)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface(child.stdout)
  let written = 0
  lines.on('line', () => {
    written += 1
  })
  const ended = exited.then((): never => {
    throw new Error(`The process ended without an answer (${child.exitCode ?? child.signalCode}).`)
  })
  ended.catch(() => undefined)
  const answer = Promise.race([once(lines, 'line').then(([line]) => String(line)), ended])
  // A test that kills it early does not ask for its answer.
  answer.catch(() => undefined)
  return {
    child,
    answer,
    told: async (count) => {
      while (written < count) await Promise.race([once(lines, 'line'), ended])
    },
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}
