import { writeFileSync } from 'node:fs'
import { cpus, platform, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { benchCommandLine } from './bench/command-line.ts'
import { benchCore } from './bench/core.ts'
import { forecastingTables } from './bench/forecasting.ts'
import { benchHolding } from './bench/holding.ts'
import type { Measurement } from './bench/measure.ts'
import { benchPostgres } from './bench/postgres.ts'
import { benchReports } from './bench/reports.ts'
import { benchStart } from './bench/start.ts'
import { benchWorkflows } from './bench/workflows.ts'

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const sizes = values.quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000]

const parts = [
  ['holding', benchHolding],
  ['postgres', benchPostgres],
  ['core', benchCore],
  ['workflows', benchWorkflows],
  ['start', benchStart],
  ['command line', benchCommandLine],
  ['reports', () => benchReports(sizes)],
] as const

const measurements: Measurement[] = []
for (const [name, bench] of parts) {
  console.error(`${name} …`)
  measurements.push(...(await bench()))
}

const table = [
  '| what | measured | against | ratio | aim |',
  '| --- | --- | --- | --- | --- |',
  ...measurements.map(
    ({ name, measured, floor, ratio, aim }) =>
      `| ${name} | ${measured} | ${floor} | ${ratio.toFixed(2)} | ${aim} |`,
  ),
].join('\n')
console.log(table)

if (!values.quick) {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()}, Node ${process.versions.node}`
  writeFileSync(
    'docs/benchmarks.md',
    `# Benchmarks

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}; ${machine}.

Each ratio compares two things measured in turn in the same run, the middle of several rounds. Absolute times are this
machine's and say little about another.

${table}

${forecastingTables()}
`,
  )
}
