import { commands } from '../../../commands/index.ts'
import { readConfig } from '../../../src/app/config.ts'
import { createLog } from '../../../src/app/log.ts'
import { startBot } from '../../../src/surfaces/discord/bot.ts'
import type { FromTrafficBot, ToTrafficBot } from './traffic-messages.ts'

// A bot in a process of its own, whose clock goes as it is told, and which tells how much it keeps in memory.
let aheadMs = 0
const tell = (message: FromTrafficBot) => process.send?.(message)
const bot = startBot(readConfig(process.env), {
  commands,
  log: createLog({ level: 'error', secrets: [] }),
  now: () => Date.now() + aheadMs,
  stopGraceMs: 0,
})
const { autointel } = await bot.ready

process.on('message', async (message: ToTrafficBot) => {
  switch (message.kind) {
    case 'advance':
      aheadMs += message.ms
      tell({ kind: 'advanced' })
      return
    case 'measure':
      globalThis.gc?.()
      tell({ kind: 'measured', heapBytes: process.memoryUsage().heapUsed })
      return
    case 'verify': {
      const { ok, holdsPending } = await autointel.ledger.verify()
      tell({ kind: 'verified', isRight: ok && holdsPending === 0 })
      return
    }
    case 'stop':
      await bot.stop()
      process.exit()
      break
    default:
      message satisfies never
  }
})
tell({ kind: 'ready' })
