import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { duration, type Measurement, paired, timeMs } from './measure.ts'
import { inFolder } from './stores.ts'

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))
const requireNode = fileURLToPath(new URL('../require-node.mjs', import.meta.url))
const rounds = 7

const uses = [
  ['--help', 'at most 3'],
  ['report', 'at most 8'],
] as const

/** Whole commands, from start to end, against a process that does nothing. */
export async function benchCommandLine(): Promise<readonly Measurement[]> {
  return inFolder(async (folder) => {
    const settings = { DATA_DIR: join(folder, 'data'), PRICES_REFRESH_HOURS: '0' }
    const run =
      (...args: readonly string[]) =>
      () =>
        wholeMs(args, settings, folder)
    const bare = run('-e', '0')
    const measurements: Measurement[] = []
    for (const [command, aim] of uses) {
      const whole = run('--import', requireNode, cli, command)
      // The first fills the compile cache and lays the books out.
      await whole()
      const { measured, floor, ratio } = await paired(rounds, whole, bare)
      measurements.push({
        name: `autointel ${command}, the whole process`,
        floor: `node -e 0, ${duration(floor)}`,
        measured: duration(measured),
        ratio,
        aim,
      })
    }
    return measurements
  })
}

function wholeMs(args: readonly string[], settings: NodeJS.ProcessEnv, folder: string): Promise<number> {
  return timeMs(() => spawnSync(process.execPath, args, { cwd: folder, env: settings, stdio: 'ignore' }))
}
