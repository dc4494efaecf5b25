import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const parts = {
  gateway: { script: '../../../src/main.ts', isReady: 'ready to take commands' },
  worker: { script: '../../../src/worker.ts', isReady: 'ready to run workflows' },
} as const

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url))

export interface FleetProcess {
  readonly pid: number
  /** Lines of standard output and standard error, as they came. */
  readonly lines: readonly string[]
  /** As a crash ends it. */
  kill(): Promise<void>
  /** As it is told to by the system; its exit code. */
  stop(): Promise<number | null>
}

/** `npm start` or `npm run worker` as a process of its own with exactly these settings, once it is ready; killed at the end of the test. */
export async function startFleetProcess(
  part: keyof typeof parts,
  env: Readonly<Record<string, string>>,
): Promise<FleetProcess> {
  const { script, isReady } = parts[part]
  // As `npm start` has it.
  const child = spawn(
    process.execPath,
    ['--import', pathOf('../../../scripts/require-node.mjs'), pathOf(script)],
    {
      cwd: env['DATA_DIR'],
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  const exit = once(child, 'exit')
  const ready = Promise.withResolvers<void>()
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      if (line.includes(isReady)) ready.resolve()
    })
  const ended = exit.then(() => Promise.reject(new Error(`The ${part} ended: ${lines.join('\n')}`)))
  await Promise.race([ready.promise, ended])
  ended.catch(() => undefined)
  return {
    pid: child.pid ?? 0,
    lines,
    kill: async () => {
      child.kill('SIGKILL')
      await exit
    },
    stop: async () => {
      child.kill('SIGTERM')
      const [code] = await exit
      return code
    },
  }
}
