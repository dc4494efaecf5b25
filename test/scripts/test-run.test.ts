import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { countsLine, runVitest } from '../../scripts/test/test-run.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const vitest = new URL('../../node_modules/vitest/dist/index.js', import.meta.url).href
const imports = `import { it, expect } from '${vitest}'`

/** Runs a file of tests in a folder of its own. */
async function runOn(tests: string, options: readonly string[] = []) {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'some.test.js'), `${imports}\n${tests}\n`)
  const { counts, exitCode } = await runVitest(['--root', folder, ...options], { folder, output: 'ignore' })
  return [countsLine(counts), exitCode]
}

const passing = "it('passes', () => expect(1).toBe(1))"

it.each([
  ['tests that pass', `${passing}\nit('passes too', () => {})`, '2 passed, 0 failed', 0],
  ['a test that fails', `${passing}\nit('fails', () => expect(1).toBe(2))`, '1 passed, 1 failed', 1],
  [
    'tests that are left out',
    `${passing}\nit.skip('is skipped', () => {})\nit.todo('is planned')`,
    '1 passed, 0 failed, 2 skipped',
    0,
  ],
  ['a file that cannot be loaded', "throw new Error('broken')", '0 passed, 1 failed', 1],
  [
    'an error that belongs to no test',
    `${passing}\nit('leaves it behind', () => void Promise.reject(new Error('nobody waits for it')))`,
    '2 passed, 1 failed',
    1,
  ],
])('a run of %s says so in its line and its exit code', async (_what, tests, line, exitCode) => {
  expect(await runOn(tests)).toEqual([line, exitCode])
})

it.each([
  ['dies before it starts', ['--config', 'there-is-none.ts']],
  ['finds no tests', ['nothing-of-this-name']],
])('a run that %s has passed nothing and failed', async (_what, options) => {
  expect(await runOn(passing, options)).toEqual(['0 passed, 1 failed', 1])
})
