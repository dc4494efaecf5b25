import { expect, it } from 'vitest'
import { createTaskCompletion } from '../../src/orchestrator/task-completion.ts'
import type { UnmeteredWork } from '../../src/tasks/task.ts'
import { large, openBoundary, small } from '../llm/open-boundary.ts'
import { usd } from '../support/ledger/requests.ts'
import { asTask } from '../support/tasks/task-context.ts'

/** What an output token of the small model costs. */
const tokenUsd = 2 / 1_000_000

const outcome = { output: '', notes: [] }

it('totals the calls of the task and leaves those of other tasks out', async () => {
  const { ledger, meter } = await openBoundary()
  const completed = createTaskCompletion({ ledger, meter })
  const call = async (cost: number) => {
    const open = await meter.open({
      model: small,
      operation: 'generate',
      inputTokens: 0,
      maxOutputTokens: 10,
      timeoutMs: 1_000,
    })
    await open.settle({ usage: { inputTokens: { total: 0 }, outputTokens: { total: cost / tokenUsd } } })
  }
  await asTask('analysis', '1', () => Promise.all([call(0.01), call(0.02)]))
  await asTask('knowledge', '1', () => call(0.04))

  const cost = await asTask('analysis', '1', () => completed('wf_task', 'analysis', outcome))

  expect(cost).toMatchObject({ costNanoUsd: usd('0.03'), calls: 2 })
  expect(await ledger.entriesOf('wf_task')).toHaveLength(3)
})

it('books work without usage at the price of its model, as estimated, once, also when a task that runs again has written more', async () => {
  const { ledger, meter } = await openBoundary()
  const completed = createTaskCompletion({ ledger, meter })
  const work = {
    model: large,
    operation: 'generate',
    inputCharacters: 4_000_000,
    outputCharacters: 401,
  } as const
  const complete = (unmetered: readonly UnmeteredWork[]) =>
    asTask('analysis', '50', () => completed('wf_task', 'analysis', { ...outcome, unmetered }))

  const first = await complete([work, work])
  const repeated = await complete([{ ...work, outputCharacters: 999 }, work])

  // 1.25 and 10 dollars a million: 1,000,000 tokens in, 101 out, twice.
  expect(first).toMatchObject({ costNanoUsd: usd('2.50202'), calls: 2 })
  expect(repeated).toEqual(first)
  expect(first.entries.map(({ provenance }) => provenance)).toEqual(['estimated', 'estimated'])
})

it('has nothing to book of a task that came to no output', async () => {
  const { ledger, meter } = await openBoundary()

  const cost = await createTaskCompletion({ ledger, meter })('wf_task', 'analysis', undefined)

  expect(cost).toEqual({ costNanoUsd: 0n, calls: 0, entries: [] })
})
