import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface RunCounts {
  passed: number
  failed: number
  skipped: number
}

export interface TestRun {
  readonly counts: RunCounts
  /** 0 only when nothing has failed. */
  readonly exitCode: number
}

const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
const reporter = fileURLToPath(new URL('counting-reporter.ts', import.meta.url))

/** Runs vitest with its own report, and takes over its counts. */
export async function runVitest(
  options: readonly string[],
  where: { readonly folder?: string; readonly output?: 'inherit' | 'ignore' } = {},
): Promise<TestRun> {
  const { folder = process.cwd(), output = 'inherit' } = where
  const child = spawn(
    process.execPath,
    [vitest, 'run', '--reporter=default', `--reporter=${reporter}`, ...options],
    { cwd: folder, stdio: ['ignore', output, output, 'ipc'] },
  )
  let told: RunCounts | undefined
  child.on('message', (counts: RunCounts) => {
    told = counts
  })
  const { promise, resolve } = Promise.withResolvers<number | null>()
  child.once('close', resolve)
  const code = await promise
  return judged(told, code)
}

/** A run that ends badly has failed, whatever it has told before; and one that tells nothing has passed nothing. */
function judged(told: RunCounts | undefined, code: number | null): TestRun {
  const counts = told ?? { passed: 0, failed: 1, skipped: 0 }
  const endedBadly = code !== 0
  return {
    counts: { ...counts, failed: Math.max(counts.failed, endedBadly ? 1 : 0) },
    exitCode: endedBadly || counts.failed > 0 ? code || 1 : 0,
  }
}

/** `2779 passed, 0 failed`, and `, 3 skipped` behind it when some were. */
export function countsLine({ passed, failed, skipped }: RunCounts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
