import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Depth } from '../../../src/ledger/attribution.ts'
import { serve } from '../../sources/loopback-server.ts'
import { temporaryFolder } from '../ledger/temporary-books.ts'
import { type HostileInput, proseOf } from './hostile-inputs.ts'
import type { HostileOrder, HostileReport } from './hostile-order.ts'

const program = fileURLToPath(new URL('./hostile-process.ts', import.meta.url))
const ordinary: HostileInput = {
  name: 'an ordinary text',
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: () => new TextEncoder().encode(proseOf(20_000)),
  outcomes: ['read'],
}

function fits(address: string, asked: string): boolean {
  return asked.endsWith('*') ? address.startsWith(asked.slice(0, -1)) : address === asked
}

const ordinaryPaths = ['/ordinary', '/again']

/** What the bot takes for one input, and what an ordinary text takes in the same process, when all is loaded. */
export interface HostileFigures {
  readonly idle: HostileReport
  readonly hostile: HostileReport
}

/** Serves an input to a process of the bot's own, which reads an ordinary text twice before. */
export async function readHostileInput(input: HostileInput, depth: Depth = 'quick'): Promise<HostileFigures> {
  const [usual, hostile] = [ordinary.body(), input.body()]
  await using server = await serve((request, response) => {
    const address = `${request.headers.host}${request.url}`
    const [, small] = Object.entries(input.besides ?? {}).find(([asked]) => fits(address, asked)) ?? []
    if (ordinaryPaths.includes(request.url ?? '')) response.writeHead(200, ordinary.headers).end(usual)
    else response.writeHead(200, input.headers).end(small?.() ?? hostile)
  })
  const addresses = ordinaryPaths.map((path) => `${server.origin}${path}`)
  const links = [...addresses, input.link ?? `${server.origin}/hostile`].map((url) => ({ url, depth }))
  const { host } = server
  const port = Number(new URL(server.origin).port)
  const order: HostileOrder = { dataFolder: temporaryFolder(), host, port, links }
  const child = spawn(process.execPath, [program, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {},
  })
  const lines = (await text(child.stdout)).trim().split('\n')
  const [, idle, read] = lines.map((line): HostileReport => JSON.parse(line))
  if (!idle || !read) throw new Error(`The process that read ${input.name} ended: ${lines.join('; ')}`)
  return { idle, hostile: read }
}
