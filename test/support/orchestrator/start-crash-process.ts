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
  /** Waits until everything is open, lets it work, and waits until it has told of so many tasks; rejects when it ends before. */
  workThrough(taskEvents: number): Promise<void>
  /** Waits for what it is to bring about; rejects when it ends before. */
  until(event: Promise<unknown>): Promise<void>
  /** Lets it end every workflow and waits until it has ended itself; returns its exit code, `null` when it was killed. */
  finish(): Promise<number | null>
  /** Lets it begin to end every workflow. */
  begin(): Promise<void>
  /** Waits until it says this; rejects when it ends before. */
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
  const ended = async (): Promise<never> => {
    const [exitCode, signal] = await exited
    throw new Error(`The process has ended by itself: ${signal ?? exitCode}.`)
  }
  const nextLine = async (): Promise<string> => {
    const { done, value } = await lines.next()
    return done ? ended() : value[0]
  }
  return {
    workThrough: async (taskEvents) => {
      await nextLine()
      child.stdin.write('work\n')
      for (let told = 0; told < taskEvents; told += 1) await nextLine()
    },
    until: async (event) => {
      await Promise.race([event, ended()])
    },
    finish: async () => {
      await nextLine()
      child.stdin.write('finish\n')
      const [exitCode] = await exited
      return exitCode
    },
    begin: async () => {
      await nextLine()
      child.stdin.write('finish\n')
    },
    says: async (awaited) => {
      while ((await nextLine()) !== awaited);
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
