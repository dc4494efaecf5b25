import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { commandLineIn } from '../../support/cli/command-line.ts'

/** Shared by all runs, which then start in half the time. */
const compileCache = join(tmpdir(), 'autointel-compile-cache')
const cli = fileURLToPath(new URL('../../../src/cli.ts', import.meta.url))
const requireNode = fileURLToPath(new URL('../../../scripts/require-node.mjs', import.meta.url))

interface CliRun {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Cli {
  /** Its working directory, with the data in `data`. */
  readonly folder: string
  /** Runs a command to its end, in the process of the test, which is much quicker. */
  run(...args: readonly string[]): Promise<CliRun>
  /** The same as a process of its own, which reads `.env`, knows its working directory and ends what others have left. */
  runProcess(...args: readonly string[]): Promise<CliRun>
  /** The same with text on standard input. */
  pipe(input: string, ...args: readonly string[]): Promise<CliRun>
  /** Starts it, for tests that do not wait for its end. */
  start(...args: readonly string[]): { readonly child: ChildProcess; readonly ended: Promise<CliRun> }
  /** Writes a file into the folder; its path. */
  file(name: string, content: string): string
  /** The same data under other settings. */
  with(settings: Readonly<Record<string, string>>): Cli
}

/** The command line in a folder of its own, with only the given settings; the folder is gone after the test. */
export function openCli(settings: Readonly<Record<string, string>> = {}): Cli {
  const folder = mkdtempSync(join(tmpdir(), 'cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return cliIn(folder, settings)
}

function cliIn(folder: string, settings: Readonly<Record<string, string>>): Cli {
  const spawned = (args: readonly string[], input: string) => {
    const child = spawn(process.execPath, ['--import', requireNode, cli, ...args], {
      cwd: folder,
      env: {
        DATA_DIR: join(folder, 'data'),
        PRICES_REFRESH_HOURS: '0',
        NODE_COMPILE_CACHE: compileCache,
        ...settings,
      },
    })
    const ended = endOf(child)
    child.stdin.on('error', () => undefined).end(input)
    return { child, ended }
  }
  return {
    folder,
    run: (...args) => commandLineIn(folder, { settings }).run(...args),
    runProcess: (...args) => spawned(args, '').ended,
    pipe: (input, ...args) => spawned(args, input).ended,
    start: (...args) => spawned(args, ''),
    file: (name, content) => {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    },
    with: (others) => cliIn(folder, { ...settings, ...others }),
  }
}

async function endOf(child: ReturnType<typeof spawn>): Promise<CliRun> {
  const code = new Promise<number | null>((resolve) => child.once('close', resolve))
  const read = (stream: NodeJS.ReadableStream | null) => (stream ? text(stream) : '')
  const [stdout, stderr] = await Promise.all([read(child.stdout), read(child.stderr)])
  return { code: await code, stdout, stderr }
}

/** A source with a few checkable sentences. */
export const article = `# The harbour in numbers

The harbour of Lisbon moved 12 million tonnes of cargo in 2025, according to the port authority. The figure is 4 percent
higher than in 2024. Anna Berg, who leads the harbour office, said the rise came from grain and cars.

Container traffic fell by 7 percent in the same year. The port plans a new rail link for 2027, which will cost 240 million
euros. The rail link was first proposed in 1998.
`
