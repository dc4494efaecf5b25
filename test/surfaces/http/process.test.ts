import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { besideBot } from '../../../src/surfaces/http/beside-bot.ts'
import { temporaryFolder } from '../../support/ledger/temporary-books.ts'
import { localDiscord, runBot } from '../discord/local-bot.ts'

const main = fileURLToPath(new URL('../../../src/main.ts', import.meta.url))
const requireNode = fileURLToPath(new URL('../../../scripts/require-node.mjs', import.meta.url))

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return String(port)
}

/** `npm start` without a Discord token. */
function start(port: string): {
  readonly child: ChildProcess
  readonly lines: string[]
  readonly up: Promise<void>
} {
  const cwd = temporaryFolder()
  const env = { HTTP_PORT: port, PRICES_REFRESH_HOURS: '0' }
  const child = spawn(process.execPath, ['--import', requireNode, main], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: string[] = []
  const { promise: up, resolve } = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      if (line.includes('are up')) resolve()
    })
  return { child, lines, up }
}

it('runs without a bot, says so where the port is taken, and ends when it is told to', async () => {
  const port = await freePort()
  const first = start(port)
  await first.up
  expect(await (await fetch(`http://127.0.0.1:${port}/api/session/cost`)).json()).toMatchObject({
    total_cost: 0,
  })
  expect(first.lines).toContain(`Open http://127.0.0.1:${port} in a browser.`)
  expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toContain('Read a link')

  const second = start(port)
  expect(await once(second.child, 'close')).toEqual([1, null])
  expect(second.lines.join('\n')).toContain(`HTTP_PORT=${port}: something else listens`)

  first.child.kill('SIGTERM')
  expect(await once(first.child, 'close')).toEqual([0, null])
})

it('ends with the npm that started it, which tells its shell alone to stop', async () => {
  const env = { HTTP_PORT: await freePort(), PRICES_REFRESH_HOURS: '0', npm_lifecycle_event: 'start' }
  const shell = spawn(
    'sh',
    ['-c', '"$0" --import "$1" "$2" 2>&1 & echo $!; wait', process.execPath, requireNode, main],
    {
      cwd: temporaryFolder(),
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const said: string[] = []
  const { promise: up, resolve } = Promise.withResolvers<void>()
  createInterface({ input: shell.stdout }).on('line', (line) => {
    said.push(line)
    if (line.includes('are up')) resolve()
  })
  await up
  onTestFinished(() => void (existsSync(`/proc/${said[0]}`) && process.kill(Number(said[0]), 'SIGKILL')))

  shell.kill('SIGTERM')
  // What it says to comes to its end when the last that may speak has ended.
  await once(shell.stdout, 'close')

  expect(said.at(-1)).toContain('stopped')
})

it('stands beside a bot as long as that runs, and is done without where the port is taken', async () => {
  const HTTP_PORT = await freePort()
  const discord = await localDiscord()
  const { bot, logged } = await runBot(discord, { HTTP_PORT }, { companion: besideBot })
  await logged('the page, the API and the gateway are up')
  const ready = () => fetch(`http://127.0.0.1:${HTTP_PORT}/readyz`)
  expect((await ready()).status).toBe(200)

  const other = await runBot(await localDiscord(), { HTTP_PORT }, { companion: besideBot })
  await other.logged('the page, the API and the gateway cannot listen there: see HTTP_PORT')

  await bot.stop()
  await expect(ready()).rejects.toThrow()
})
