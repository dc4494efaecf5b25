import { expect, it } from 'vitest'
import { Retention, type RetentionDays } from '../../src/orchestrator/retention.ts'
import { storedResult } from '../../src/orchestrator/stored-result.ts'
import type { Workflow, WorkflowStatus } from '../../src/orchestrator/workflow.ts'
import { openDatabase } from '../../src/store/sqlite/database.ts'
import { createSqliteRetention } from '../../src/store/sqlite/retention.ts'
import { openAsOtherProgram } from '../support/ledger/other-program.ts'
import {
  openTemporaryAutointel,
  someText,
  type TestAutointel,
} from '../support/orchestrator/temporary-autointel.ts'
import { patientTimers } from '../support/time/patient-timers.ts'

const dayMs = 86_400_000

/** Applies the retention as it would be applied so many milliseconds from now. */
async function applyLater(autointel: TestAutointel, laterMs: number, days: Partial<RetentionDays> = {}) {
  const database = openDatabase(autointel.config.databaseFile, { timers: patientTimers, now: autointel.now })
  const retention = new Retention(
    createSqliteRetention(database),
    { knowledge: undefined, checkpoints: 30, ...days },
    () => autointel.now() + laterMs,
  )
  const ended = await retention.apply()
  await database.close()
  return ended
}

function kept(autointel: TestAutointel): readonly { task: string; step: string; output: string }[] {
  return openAsOtherProgram(autointel.config.databaseFile)
    .prepare<[], { task: string; step: string; output: string }>('select task, step, output from checkpoints')
    .all()
}

async function shown(autointel: TestAutointel, id: string) {
  const { workflows, ledger, config } = autointel
  const workflow = (await workflows.find(id)) as Workflow & { readonly state: WorkflowStatus }
  return storedResult(workflow, { workflows, ledger, tiers: config.depthTiers })
}

it('takes the texts and answers of a run that ended long ago, and leaves its brief', async () => {
  const autointel = await openTemporaryAutointel()
  const run = await autointel.start({ depth: 'deep' })
  await run.result
  const before = await shown(autointel, run.id)

  expect(await applyLater(autointel, 29 * dayMs)).toEqual({ runs: 0, documents: 0 })
  expect(kept(autointel).some(({ output }) => output.includes('Forty ships'))).toBe(true)
  expect(await applyLater(autointel, 31 * dayMs)).toEqual({ runs: 1, documents: 0 })

  expect(
    kept(autointel)
      .map(({ task, step }) => `${task}${step}`)
      .sort(),
  ).toEqual(['acquisition', 'analysis', 'knowledge', 'verification'])
  const [source] = kept(autointel).filter(({ task }) => task === 'acquisition')
  expect(source?.output).not.toContain('Forty ships')
  expect(await shown(autointel, run.id)).toMatchObject({
    brief: before.brief,
    source: { ...before.source, readingMinutes: undefined },
  })
  expect(await applyLater(autointel, 31 * dayMs)).toEqual({ runs: 0, documents: 0 })
})

it('has a run that is gone on with read its source anew', async () => {
  const autointel = await openTemporaryAutointel()
  const location = await autointel.source('ice.txt', someText)
  const base = await autointel.start({ depth: 'quick', location })
  await base.result
  await applyLater(autointel, 31 * dayMs)
  const deeper = await autointel.start({ depth: 'standard', location, basedOn: base.id })
  const { status, brief } = await deeper.result
  expect(status).toBe('completed')
  expect(brief?.summary).not.toBe('')
})

it.each([
  [6, 0],
  [8, 1],
])('after %i of seven days of knowledge has forgotten %i documents', async (days, documents) => {
  const autointel = await openTemporaryAutointel()
  await (await autointel.start({ depth: 'deep' })).result
  expect(await applyLater(autointel, days * dayMs, { knowledge: 7 })).toEqual({ runs: 0, documents })
  expect(await autointel.knowledge.count()).toMatchObject({ documents: 1 - documents })
})

it('remembers for a server no longer than its managers want, and for no one longer than the operator', async () => {
  const autointel = await openTemporaryAutointel()
  for (const tenant of ['guild_1', 'guild_2', 'guild_3'])
    await (await autointel.start({ depth: 'deep', tenant })).result
  await autointel.servers.change('1', { memoryDays: 3 })
  await autointel.servers.change('2', { memoryDays: 90 })
  const left = async () =>
    Promise.all(
      ['guild_1', 'guild_2', 'guild_3'].map(
        async (tenant) => (await autointel.knowledge.count(tenant)).documents,
      ),
    )

  expect(await applyLater(autointel, 2 * dayMs)).toMatchObject({ documents: 0 })
  expect(await applyLater(autointel, 4 * dayMs)).toMatchObject({ documents: 1 })
  expect(await left()).toEqual([0, 1, 1])
  expect(await applyLater(autointel, 8 * dayMs, { knowledge: 7 })).toMatchObject({ documents: 2 })
})
