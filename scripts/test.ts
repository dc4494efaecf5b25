import { spawnSync } from 'node:child_process'
import { countsLine, runVitest, type TestRun } from './test/test-run.ts'

/**
 * Types, lint and dead code, then the tests; ends in a line with the run's counts. What stands behind `npm test --` goes to vitest.
 */
const check = spawnSync('npm', ['run', '--silent', 'check'], { stdio: 'inherit' })
const nothingRun: TestRun = { counts: { passed: 0, failed: 1, skipped: 0 }, exitCode: check.status || 1 }
if (check.status !== 0) console.log('The check of types, lint and dead code has failed: no test was run.')
const run = check.status === 0 ? await runVitest(process.argv.slice(2)) : nothingRun
console.log(countsLine(run.counts))
process.exitCode = run.exitCode
