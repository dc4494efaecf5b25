import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { openServerFolder, type ServerFolder } from './postgres-programs.ts'

const user = 'autointel'
const password = 'of-the-tests'

/** Made by `initdb` once for all runs: a server begins on a copy of it. */
const pristine = fileURLToPath(new URL('../../../node_modules/.cache/autointel-postgres-18', import.meta.url))

export interface EmbeddedServer {
  /** Of the database that each server has from the beginning. */
  readonly url: string
  /** Kills one of the processes that work for others, as the system does when memory runs out: all others are thrown out with it. */
  killOne(): void
  /** Kills all processes at once, as when the machine goes down, and starts the server anew in the same place. */
  crash(): Promise<void>
  stop(): Promise<void>
}

export interface EmbeddedServerOptions {
  /** Settings, such as `commit_delay=10000`. */
  readonly settings?: readonly string[]
  /** Whether commits reach the disk, as they do outside of tests. Default: they do not. */
  readonly isDurable?: boolean
}

/**
 * A Postgres of its own, in the temporary folder, which is gone once it is stopped.
 *
 * @throws {Error} with what the server has said, when it does not come up.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions = {}): Promise<EmbeddedServer> {
  const folder = await openServerFolder()
  try {
    if (!existsSync(pristine)) await initialise(folder)
    const port = await freePort()
    await cp(pristine, join(folder.path, 'data'), { recursive: true })
    await folder.handOver('data')
    let server = await launch(folder, port, options)
    return {
      url: `postgres://${user}:${password}@127.0.0.1:${port}/postgres`,
      killOne: () => killAll(childrenOf(server).slice(-1)),
      crash: async () => {
        const closed = once(server, 'close')
        killAll([server.pid ?? 0, ...childrenOf(server)])
        await closed
        server = await launch(folder, port, options)
      },
      stop: async () => {
        await end(server)
        await folder.remove()
      },
    }
  } catch (error) {
    await folder.remove()
    throw error
  }
}

async function launch(
  folder: ServerFolder,
  port: number,
  { settings = [], isDurable = false }: EmbeddedServerOptions,
): Promise<ChildProcess> {
  const all = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder.path}`,
    'max_connections=200',
    'logging_collector=off',
    ...(isDurable ? [] : ['fsync=off', 'full_page_writes=off', 'deadlock_timeout=50ms']),
    ...settings,
  ]
  const args = ['-D', join(folder.path, 'data'), '-p', String(port), ...all.flatMap((one) => ['-c', one])]
  const server = spawn(folder.postgres, args, { ...folder.process, stdio: ['ignore', 'ignore', 'pipe'] })
  // Whoever is interrupted leaves no server behind.
  const endAtOnce = () => server.kill('SIGINT')
  process.once('exit', endAtOnce)
  server.once('close', () => process.off('exit', endAtOnce))
  await readiness(server)
  return server
}

/** Resolves when the server takes connections; what it says afterwards is let go by. */
async function readiness(server: ChildProcess): Promise<void> {
  const said: string[] = []
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.once('close', () => reject(new Error(`Postgres has not come up: ${said.join('\n')}`)))
  if (server.stderr)
    createInterface(server.stderr).on('line', (line) => {
      if (said.length < 100) said.push(line)
      if (line.includes('database system is ready to accept connections')) resolve()
    })
  await promise
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const closed = once(server, 'close')
  server.kill('SIGINT')
  await closed
}

function childrenOf(server: ChildProcess): readonly number[] {
  const children = spawnSync('ps', ['-o', 'pid=', '--ppid', String(server.pid)], { encoding: 'utf8' })
  return children.stdout.trim().split('\n').map(Number)
}

function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      // It has just ended by itself.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
  }
}

/** Several processes may come here at once: the first that is ready is taken. */
async function initialise(folder: ServerFolder): Promise<void> {
  const passwordFile = join(folder.path, 'password')
  const made = join(folder.path, 'made')
  await writeFile(passwordFile, password)
  await folder.handOver('.')
  const options = ['--auth=password', '--encoding=UTF8', '--locale=C', '--lc-messages=C']
  const initdb = spawn(
    folder.initdb,
    [`--pgdata=${made}`, `--username=${user}`, `--pwfile=${passwordFile}`, ...options],
    { ...folder.process, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const said = initdb.stderr ? Array.fromAsync(initdb.stderr) : []
  const [code] = await once(initdb, 'close')
  if (code !== 0) throw new Error(`initdb has failed: ${Buffer.concat(await said)}`)
  const own = `${pristine}-${process.pid}`
  await mkdir(join(pristine, '..'), { recursive: true })
  await cp(made, own, { recursive: true })
  await rm(made, { recursive: true })
  try {
    await rename(own, pristine)
  } catch (error) {
    if (!existsSync(pristine)) throw error
    await rm(own, { recursive: true, force: true })
  }
}

async function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const server = createServer().listen(0, '127.0.0.1', () => {
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    server.close(() => resolve(port))
  })
  return promise
}
