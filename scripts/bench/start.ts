import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type LocalDiscord, startLocalDiscord } from '../../test/support/discord/local-discord.ts'
import { duration, type Measurement, paired } from './measure.ts'
import { inFolder } from './stores.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const bareClient = fileURLToPath(new URL('./bare-client.ts', import.meta.url))
const requireNode = fileURLToPath(new URL('../require-node.mjs', import.meta.url))
const rounds = 5

/** From the start of the process to the bot taking commands, against a client that does nothing else. */
export async function benchStart(): Promise<readonly Measurement[]> {
  return inFolder(async (folder) => {
    const discord = await startLocalDiscord({})
    const settings = {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DATA_DIR: folder,
      PRICES_REFRESH_HOURS: '0',
      HTTP_PORT: '0',
    }
    const bot = () => untilReady([main], settings, folder)
    const bare = () => untilReady([bareClient, discord.apiUrl, discord.token], {}, folder)
    const result = await warmed(bot, bare, discord)
    return [
      {
        name: 'start until ready to take commands',
        floor: `bare discord.js client, ${duration(result.floor)}`,
        measured: duration(result.measured),
        ratio: result.ratio,
        aim: 'within 1.5',
      },
    ]
  })
}

/** The first start of each is not counted: it registers the commands and fills the compile cache. */
async function warmed(bot: () => Promise<number>, bare: () => Promise<number>, discord: LocalDiscord) {
  try {
    await bot()
    await bare()
    return await paired(rounds, bot, bare)
  } finally {
    await discord.close()
  }
}

/** Milliseconds until the process says that it is ready; it is ended then. */
async function untilReady(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  folder: string,
): Promise<number> {
  const startMs = performance.now()
  const child = spawn(process.execPath, ['--import', requireNode, ...args], {
    cwd: folder,
    env: settings,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.includes('ready to take commands')) continue
    const elapsedMs = performance.now() - startMs
    await ended(child)
    return elapsedMs
  }
  throw new Error(`${args[0]} ended before it was ready.`)
}

function ended(child: ChildProcess): Promise<unknown> {
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  return exit
}
