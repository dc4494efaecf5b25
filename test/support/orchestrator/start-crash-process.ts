import { spawn } from 'node:child_process'
import { on, once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { onTestFinished } from 'vitest'
import type { CrashOrder } from './crash-order.ts'

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url))

/** As deep in the project as `src/store/sqlite`, from where the migrations are found; packages are found from there too. */
const cacheFolder = pathOf('../../../node_modules/.cache/autointel')

const plainTokenEstimate: Plugin = {
  name: 'plain token estimate',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/token-estimate\.ts$/ }, () => ({ path: pathOf('./plain-token-estimate.ts') })),
}

/** Puts all modules of the process into one file, which starts in a fraction of the time; returns its path. */
export async function bundleCrashProcess(): Promise<string> {
  // Of each test file its own, so that none reads what another is just writing.
  const outfile = `${cacheFolder}/crash-process-${process.pid}.mjs`
  await build({
    entryPoints: [pathOf('./crash-process.ts')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    external: ['better-sqlite3'],
    plugins: [plainTokenEstimate],
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  })
  onTestFinished(() => rm(outfile, { force: true }))
  return outfile
}

export interface CrashProcess {
  /** Waits until everything is open, lets it work, and waits until it has told of so many tasks. */
  workThrough(taskEvents: number): Promise<void>
  /** Lets it end every workflow and waits until it has ended itself; returns its exit code, `null` when it was killed. */
  finish(): Promise<number | null>
  /** Lets it begin to end every workflow. */
  begin(): Promise<void>
  /** Waits until it says this. */
  says(line: string): Promise<void>
  /** Stops it, as a laptop does whose lid is shut. */
  sleep(): void
  /** Lets it go on; the lines that it says until it has ended itself. */
  wake(): Promise<readonly string[]>
  /** Ends it as a crash would, and waits until it is gone. */
  kill(): Promise<void>
}

/** Starts the process, which opens everything at once and then waits; it is killed after the test. */
export function startCrashProcess(bundle: string, order: CrashOrder): CrashProcess {
  const child = spawn(process.execPath, [bundle, JSON.stringify(order)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { NODE_COMPILE_CACHE: cacheFolder },
  })
  const exited = once(child, 'exit')
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = on(createInterface(child.stdout), 'line', { close: ['close'] })
  return {
    workThrough: async (taskEvents) => {
      await lines.next()
      child.stdin.write('work\n')
      for (let told = 0; told < taskEvents; told += 1) await lines.next()
    },
    finish: async () => {
      await lines.next()
      child.stdin.write('finish\n')
      const [exitCode] = await exited
      return exitCode
    },
    begin: async () => {
      await lines.next()
      child.stdin.write('finish\n')
    },
    says: async (awaited) => {
      for (let next = await lines.next(); !next.done && next.value[0] !== awaited; ) next = await lines.next()
    },
    sleep: () => void child.kill('SIGSTOP'),
    wake: async () => {
      child.kill('SIGCONT')
      const said: string[] = []
      for await (const [line] of lines) said.push(line)
      await exited
      return said
    },
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}
