import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const main = fileURLToPath(new URL('../../../src/main.ts', import.meta.url))
const requireNode = fileURLToPath(new URL('../../../scripts/require-node.mjs', import.meta.url))

export interface BotProcess {
  readonly child: ChildProcess
  /** Lines of standard output and standard error, as they came. */
  readonly lines: readonly string[]
  /** Resolves with the line that says so. */
  readonly ready: Promise<string>
  readonly exit: Promise<{ readonly code: number | null; readonly signal: string | null }>
}

/** `npm start` as a process of its own with exactly these settings; killed at the end of the test. */
export function startBotProcess(settings: Readonly<Record<string, string>>, cwd: string): BotProcess {
  const child = spawn(process.execPath, ['--import', requireNode, main], {
    cwd,
    env: settings,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const ready = Promise.withResolvers<string>()
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      if (line.includes('ready to take commands')) ready.resolve(line)
    })
  const exit = once(child, 'exit').then(([code, signal]) => {
    ready.reject(new Error(`The bot ended: ${lines.join('\n')}`))
    return { code, signal }
  })
  ready.promise.catch(() => undefined)
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, lines, ready: ready.promise, exit }
}
