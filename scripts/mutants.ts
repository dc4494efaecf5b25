import { readFile } from 'node:fs/promises'
import { Stryker } from '@stryker-mutator/core'
import { z } from 'zod'
import { type AreaName, areas, isAreaName } from './mutants/areas.ts'

/**
 * Changes the code that carries money and permission line by line, and counts how many of the changes some test notices: of every
 * area, or of those named behind `npm run mutants --`. Takes an hour for all; what was found stays in `test-output`, so that the next
 * time only what has changed since, and what went unseen, is looked at. Without those files everything is. With `--found` nothing is
 * looked at, and what was found last is counted.
 */
interface Score {
  readonly noticed: number
  readonly unseen: number
}

const aimPercent = 85

const foundIn = (name: AreaName) => `test-output/mutants-${name}.json`

async function measure(name: AreaName): Promise<void> {
  await new Stryker({
    mutate: [...areas[name].mutate],
    testFiles: [...areas[name].tests],
    plugins: [import.meta.resolve('@stryker-mutator/vitest-runner')],
    testRunner: 'vitest',
    vitest: { related: false },
    coverageAnalysis: 'perTest',
    // What runs while a module loads would cost a run of every test for each mutant.
    ignoreStatic: true,
    // Stryker would rewrite the compiler's settings by an interface that this compiler has not; Node runs the files as they are.
    tsconfigFile: 'none',
    reporters: ['clear-text', 'progress-append-only'],
    clearTextReporter: { logTests: false, reportTests: false },
    tempDirName: 'test-output/mutants',
    ignorePatterns: ['test-output'],
    dryRunTimeoutMinutes: 60,
    incremental: true,
    incrementalFile: foundIn(name),
    // It takes long either way, and the machine has other work.
    concurrency: 1,
  }).runMutationTest()
}

const report = z.object({
  files: z.record(z.string(), z.object({ mutants: z.array(z.object({ status: z.string() })) })),
})

async function scoreOf(name: AreaName): Promise<Score> {
  const { files } = report.parse(JSON.parse(await readFile(foundIn(name), 'utf8')))
  const found = Object.values(files).flatMap(({ mutants }) => mutants)
  const count = (...statuses: readonly string[]) =>
    found.filter(({ status }) => statuses.includes(status)).length
  return { noticed: count('Killed', 'Timeout'), unseen: count('Survived', 'NoCoverage') }
}

function percentOf({ noticed, unseen }: Score): number {
  return Math.floor((noticed * 1000) / (noticed + unseen)) / 10
}

function show(name: string, score: Score): void {
  console.log(`${name}: ${score.noticed} of ${score.noticed + score.unseen} noticed, ${percentOf(score)} %`)
}

const given = process.argv.slice(2)
const asked = given.filter((name) => name !== '--found')
const unknown = asked.filter((name) => !isAreaName(name))
if (unknown.length > 0)
  throw new Error(`No area is named ${unknown.join(', ')}: expected ${Object.keys(areas).join(', ')}.`)
const names = asked.length > 0 ? asked.filter(isAreaName) : Object.keys(areas).filter(isAreaName)

const scores = new Map<AreaName, Score>()
for (const name of names) {
  if (!given.includes('--found')) await measure(name)
  scores.set(name, await scoreOf(name))
}
for (const [name, score] of scores) show(name, score)
const total = [...scores.values()].reduce((sum, { noticed, unseen }) => ({
  noticed: sum.noticed + noticed,
  unseen: sum.unseen + unseen,
}))
show('all', total)
process.exitCode = percentOf(total) >= aimPercent ? 0 : 1
