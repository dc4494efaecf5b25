import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished } from 'vitest'
import { type BooksPlace, placeNamed } from '../../../src/app/books-transfer.ts'
import { systemClock, systemTimers } from '../../../src/app/timers.ts'
import { openCommandLine } from '../cli/command-line.ts'
import { writeLargeBooks } from '../ledger/large-books.ts'
import { openAsOtherProgram } from '../ledger/other-program.ts'
import { temporaryFolder } from '../ledger/temporary-books.ts'
import { openBooksAt } from '../postgres/postgres-books.ts'
import { connectTo, temporaryDatabase } from '../postgres/temporary-database.ts'
import { heldLoop, toldHold } from './held-loop.ts'

const program = fileURLToPath(new URL('../../../src/cli.ts', import.meta.url))

export interface MovedBooks {
  readonly entries: number
  /** Of the process that moves them, on each way. */
  readonly kills: number
}

/**
 * Moves large books to Postgres and back by processes that are killed on the way, and holds every report, and every line of the ledger,
 * against those of the first.
 */
export async function proveMovedBooks({ entries, kills }: MovedBooks): Promise<void> {
  const [there, back] = [temporaryFolder(), temporaryFolder()]
  const url = await temporaryDatabase()
  const first = { DATA_DIR: there }
  await writeLargeBooks(join(there, 'autointel.db'), entries)

  const toServer = await moveThroughKills(first, url, { entries, kills })
  await verifyOnServer(url, entries)
  const toFile = await moveThroughKills({ DATA_DIR: there, DATABASE_URL: url }, `sqlite:${back}`, {
    entries,
    kills,
  })

  const told = await reportsOf(first)
  for (const others of [{ DATA_DIR: there, DATABASE_URL: url }, { DATA_DIR: back }])
    expect(await reportsOf(others)).toEqual(told)
  console.log(
    `${entries} entries: ${(toServer.ms / 1_000).toFixed(1)} s to Postgres, ${(toFile.ms / 1_000).toFixed(1)} s back, at most ${Math.max(toServer.megabytes, toFile.megabytes).toFixed(0)} MB`,
  )
}

/** Prints for how long the process that verifies is kept from anything else. */
async function verifyOnServer(url: string, entries: number): Promise<void> {
  const ledger = await openBooksAt(url)
  const held = await heldLoop(async () => expect(await ledger.verify()).toMatchObject({ ok: true, entries }))
  console.log(`verify on Postgres: ${toldHold(held)}`)
  await ledger.close()
}

interface Moved {
  readonly ms: number
  /** The most memory that its last process took. */
  readonly megabytes: number
}

/** Each process but the last is killed once so many more entries are there. */
async function moveThroughKills(
  settings: Readonly<Record<string, string>>,
  to: string,
  { entries, kills }: MovedBooks,
): Promise<Moved> {
  const startedMs = systemClock()
  for (let kill = 1; kill <= kills; kill += 1) {
    const child = startMove(settings, to)
    await arrived(to, Math.floor((entries * kill) / (kills + 1)))
    child.kill('SIGKILL')
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
  }
  const child = startMove(settings, to, ['--json'])
  let megabytes = 0
  createInterface(child.stderr).on('line', () => {
    megabytes = Math.max(megabytes, peakMegabytesOf(child.pid))
  })
  const [said, [code]] = await Promise.all([Array.fromAsync(child.stdout), once(child, 'exit')])
  expect(code).toBe(0)
  const { rows, source, target } = JSON.parse(Buffer.concat(said).toString())
  expect([rows.entries, source.ok, target.ok]).toEqual([entries, true, true])
  return { ms: systemClock() - startedMs, megabytes }
}

function startMove(settings: Readonly<Record<string, string>>, to: string, flags: readonly string[] = []) {
  const child = spawn(process.execPath, [program, 'move', '--to', to, ...flags], {
    env: { ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** Its high-water mark, as Linux keeps it; 0 elsewhere. */
function peakMegabytesOf(pid: number | undefined): number {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kilobytes ?? 0) / 1_024
  } catch {
    return 0
  }
}

/** Resolves when there are more entries than so many. */
async function arrived(to: string, entries: number): Promise<void> {
  const count = await countOn(placeNamed(to))
  // To count a million takes long enough to be in the way of what brings them.
  while ((await count()) <= entries) await systemTimers.wait(500)
}

async function countOn(place: BooksPlace | undefined): Promise<() => Promise<number>> {
  if (place?.kind === 'server') {
    const database = await connectTo(place.url, { connections: 1, isUnfinishedFine: true })
    return () =>
      database.read(async ({ sql }) => {
        const [row] = await sql<{ entries: bigint }[]>`select count(*) as entries from entries`
        return Number(row?.entries)
      })
  }
  const path = place?.path ?? ''
  let file: ReturnType<typeof openAsOtherProgram> | undefined
  return async () => {
    if (!existsSync(path)) return 0
    file ??= openAsOtherProgram(path)
    const isThere = file.prepare("select 1 from sqlite_schema where name = 'entries'").get()
    return isThere ? Number(file.prepare('select count(*) from entries').pluck().get()) : 0
  }
}

/** What is told of the books, the lines of the ledger by their hash. */
async function reportsOf(settings: Readonly<Record<string, string>>) {
  const line = openCommandLine({ settings: { MODELS: 'local:extractive', ...settings } })
  const told = []
  for (const command of [
    ['verify', '--json'],
    ['report', '--days', '90', '--json'],
    ['report', 'daily', '--days', '90', '--json'],
    ['report', 'monthly', '--days', '90', '--by', 'task', '--json'],
    ['report', 'daily', '--days', '90', '--tenant', 'guild_7', '--breakdown', '--json'],
    ['budget', '--json'],
  ]) {
    const { code, stdout, stderr } = await line.run(...command)
    expect([command[0], code], stderr).toEqual([command[0], 0])
    told.push(stdout)
  }
  const file = join(line.folder, 'entries.jsonl')
  const exported = await line.run('export', file)
  expect(exported.code, exported.stderr).toBe(0)
  return [...told, createHash('sha256').update(readFileSync(file)).digest('hex')]
}
