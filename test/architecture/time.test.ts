import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Files below a folder whose code, comments left out, has what `pattern` finds. */
function filesWith(pattern: RegExp, ...patterns: readonly string[]): readonly string[] {
  const files = globSync([...patterns], { cwd: root }).sort()
  return files.filter((file) => {
    const code = readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    return pattern.test(code)
  })
}

const timers = /\b(setTimeout|setInterval|clearTimeout|clearInterval)\b|AbortSignal\.timeout|performance\.now/

it('the timers of the machine are used in src/app alone: everybody else is given some', () => {
  expect(filesWith(timers, 'src/**/*.ts', 'commands/**/*.ts')).toEqual(['src/app/timers.ts'])
})

it('the clock of the machine is read in src/app alone: everybody else is given one', () => {
  expect(filesWith(/Date\.now|new Date\(\)|Temporal\.Now/, 'src/**/*.ts', 'commands/**/*.ts')).toEqual([
    'src/app/timers.ts',
  ])
})

it('no test lets time pass, looks again and again, or measures', () => {
  const waits = new RegExp(`${timers.source}|\\.poll\\(|vi\\.(waitFor|waitUntil|useFakeTimers)`)
  expect(filesWith(waits, 'test/**/*.ts')).toEqual([
    // Has what it says in its patterns.
    'test/architecture/time.test.ts',
    // Shows that a scope goes along through timers.
    'test/budget/request-scope.test.ts',
    // Ends what waits in vain.
    'test/support/discord/changes.ts',
    // Measures for the proof how long a source holds the event loop.
    'test/support/hostile/hostile-process.ts',
    // Measures for the proof how much later a call comes back through the gateway.
    'test/support/proofs/gateway-client-process.ts',
    // Looks again until nobody reads along any more.
    'test/support/proofs/gateway.ts',
    // Measures for the proofs how long the event loop is held.
    'test/support/proofs/held-loop.ts',
    // Measures for the proof how long answers take beside bare ones.
    'test/support/proofs/load-client-process.ts',
    // Measure for the proof how long the write lock of a file is held.
    'test/support/proofs/lock-watcher.ts',
    'test/support/proofs/short-blocks.ts',
    // The latency of a provider, for the proofs.
    'test/support/providers/connection.ts',
  ])
})
