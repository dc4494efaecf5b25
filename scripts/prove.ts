import { countsLine, runVitest } from './test/test-run.ts'

/** The long proofs; ends in a line with the run's counts. What stands behind `npm run prove --` goes to vitest. */
const run = await runVitest(['--config', 'vitest.prove.config.ts', ...process.argv.slice(2)])
console.log(countsLine(run.counts))
process.exitCode = run.exitCode
