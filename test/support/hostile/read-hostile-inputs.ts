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

/** What the bot takes for one input, and what an ordinary text takes in the same process, when all is loaded. */
export interface HostileFigures {
  readonly idle: HostileReport
  readonly hostile: HostileReport
}

/** Serves an input to a process of the bot's own, which reads an ordinary text twice before. */
export async function readHostileInput(input: HostileInput, depth: Depth = 'quick'): Promise<HostileFigures> {
  const bodies = new Map([
    ['/ordinary', { ...ordinary, bytes: ordinary.body() }],
    ['/again', { ...ordinary, bytes: ordinary.body() }],
    ['/hostile', { ...input, bytes: input.body() }],
  ])
  await using server = await serve((request, response) => {
    const { headers, bytes } = bodies.get(request.url ?? '') ?? { headers: {}, bytes: '' }
    response.writeHead(200, headers).end(bytes)
  })
  const links = [...bodies.keys()].map((path) => ({ url: `${server.origin}${path}`, depth }))
  const order: HostileOrder = { dataFolder: temporaryFolder(), host: server.host, links }
  const child = spawn(process.execPath, [program, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {},
  })
  const lines = (await text(child.stdout)).trim().split('\n')
  const [, idle, hostile] = lines.map((line): HostileReport => JSON.parse(line))
  if (!idle || !hostile) throw new Error(`The process that read ${input.name} ended: ${lines.join('; ')}`)
  return { idle, hostile }
}
