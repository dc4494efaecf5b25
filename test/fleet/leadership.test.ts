import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readConfig } from '../../src/app/config.ts'
import { openStores } from '../../src/app/open-stores.ts'
import { systemClock, systemTimers } from '../../src/app/timers.ts'
import { duties, type Leadership } from '../../src/fleet/leadership.ts'
import { breakableConnection } from '../support/postgres/breakable-connection.ts'
import { temporaryDatabase } from '../support/postgres/temporary-database.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { inPlace } from '../support/workers/in-place.ts'

type Settings = Readonly<Record<string, string>>

/** The stores as a process of its own has them, closed after the test. */
async function openProcess(settings: Settings) {
  const options = { isOwner: () => false, now: systemClock, timers: systemTimers, workers: inPlace }
  const { leadership, ledger } = await openStores(readConfig(settings), options)
  let isOpen = true
  const close = async () => {
    if (isOpen) await ledger.close()
    isOpen = false
  }
  onTestFinished(close)
  return { leadership, close }
}

function ledBy(leadership: Leadership): Promise<readonly boolean[]> {
  return Promise.all(duties.map((duty) => leadership.leads(duty)))
}

async function untilLed(leadership: Leadership): Promise<void> {
  while (!(await ledBy(leadership)).every(Boolean)) await systemTimers.wait(10)
}

async function startHolder(settings: Settings) {
  const script = fileURLToPath(new URL('../support/fleet/duty-holder.ts', import.meta.url))
  const child = spawn(process.execPath, [script], { env: settings, stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const led = async () => JSON.parse((await lines.next()).value ?? '')
  return {
    child,
    led: await led(),
    askAgain: () => {
      child.stdin.write('again\n')
      return led()
    },
  }
}

/** For all others those of the processes have been silent for long. */
async function silence(url: string, pid: number | undefined): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  await sql`delete from processes where pid = ${pid ?? 0}`
  await sql.end()
}

describe.each([
  ['SQLite', async () => ({ DATA_DIR: join(temporaryFolder(), 'data') }), async () => undefined],
  [
    'Postgres',
    async () => ({ DATABASE_URL: await temporaryDatabase(), DATA_DIR: temporaryFolder() }),
    ({ DATABASE_URL = '' }: Settings, pid: number | undefined) => silence(DATABASE_URL, pid),
  ],
])('what is done once, on %s', (_store, settingsOf, passes) => {
  it('is the duty of whoever asks first, and of the next when that one leaves', async () => {
    const settings: Settings = await settingsOf()
    const [first, second] = [await openProcess(settings), await openProcess(settings)]

    expect(await first.leadership.leads('forget')).toBe(true)
    expect(await second.leadership.leads('forget')).toBe(false)
    expect(await second.leadership.leads('watch_spend')).toBe(true)
    expect(await first.leadership.leads('watch_spend')).toBe(false)
    expect(await first.leadership.leads('forget')).toBe(true)
    await first.close()

    expect(await first.leadership.leads('forget')).toBe(false)
    await untilLed(second.leadership)
  })

  it('is handed on when its process is killed', async () => {
    const settings: Settings = await settingsOf()
    const [{ child, led }, { leadership }] = [await startHolder(settings), await openProcess(settings)]
    expect(led).toEqual(duties)
    expect(await ledBy(leadership)).toEqual(duties.map(() => false))

    child.kill('SIGKILL')
    await once(child, 'exit')
    await passes(settings, child.pid)

    await untilLed(leadership)
  })
})

it('goes on elsewhere when its process stands still, and is not its own any more once that goes on', async () => {
  const settings = { DATABASE_URL: await temporaryDatabase(), DATA_DIR: temporaryFolder() }
  const [{ child, led, askAgain }, { leadership }] = [
    await startHolder(settings),
    await openProcess(settings),
  ]
  expect(led).toEqual(duties)

  child.kill('SIGSTOP')
  expect(await ledBy(leadership)).toEqual(duties.map(() => false))
  await silence(settings.DATABASE_URL, child.pid)
  await untilLed(leadership)
  child.kill('SIGCONT')

  expect(await askAgain()).toEqual(duties.map(() => null))
  expect(await ledBy(leadership)).toEqual(duties.map(() => true))
})

it('is nobody’s who has lost the connection to Postgres, until it is back', async () => {
  const url = await temporaryDatabase()
  const way = await breakableConnection(url)
  const settings = { DATA_DIR: temporaryFolder() }
  const far = await openProcess({ ...settings, DATABASE_URL: way.url })
  expect(await far.leadership.leads('forget')).toBe(true)

  way.cut()
  expect(await far.leadership.leads('forget')).toBe(false)
  await silence(url, process.pid)
  const near = await openProcess({ ...settings, DATABASE_URL: url })
  expect(await near.leadership.leads('forget')).toBe(true)
  await way.mend()

  expect(await far.leadership.leads('forget')).toBe(false)
  while (!(await far.leadership.leads('post_reports'))) await systemTimers.wait(10)
})
