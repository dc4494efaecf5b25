import { monitorEventLoopDelay } from 'node:perf_hooks'
import { readConfig } from '../../../src/app/config.ts'
import { openAutointel } from '../../../src/app/open-autointel.ts'
import { localConnector } from '../sources/local-connector.ts'
import { located } from '../sources/located.ts'
import type { HostileOrder, HostileReport } from './hostile-order.ts'

/** Reads links as the bot does, and writes a line of JSON about each: `node hostile-process.ts '<HostileOrder>'`. */
const order: HostileOrder = JSON.parse(process.argv[2] ?? '')

const autointel = await openAutointel(
  readConfig({ DATA_DIR: order.dataFolder, SOURCE_ALLOW_HOSTS: order.host, PRICES_REFRESH_HOURS: '0' }),
  { sourceConnector: localConnector(order.port) },
)

/** Looks every millisecond, as far as the loop turns, how much processor time the thread has taken since the last look. */
function watchBursts(): () => number {
  let longest = 0
  let last = threadTimeMs()
  const look = (): void => {
    const now = threadTimeMs()
    longest = Math.max(longest, now - last)
    last = now
  }
  const timer = setInterval(look, 1)
  return () => {
    clearInterval(timer)
    return longest
  }
}

function threadTimeMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

for (const { url, depth } of order.links) {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const stopWatching = watchBursts()
  const startMs = performance.now()
  delay.enable()
  const run = await autointel.orchestrator.start({
    location: located(url),
    depth,
    tenant: 'guild_1',
    user: '7',
    visibility: 'member',
  })
  const { failure, status } = await run.result
  delay.disable()
  const report: HostileReport = {
    outcome: failure?.code ?? (status === 'completed' ? 'read' : status),
    longestBlockMs: delay.max / 1e6,
    longestBurstMs: stopWatching(),
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    elapsedMs: performance.now() - startMs,
  }
  console.log(JSON.stringify(report))
}
await autointel.close()
