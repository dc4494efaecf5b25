import { describe, expect, it } from 'vitest'
import { openAsOtherProgram } from '../support/ledger/other-program.ts'
import { openTemporaryAutointel, type TestAutointel } from '../support/orchestrator/temporary-autointel.ts'

/** Starts a workflow, and has another program run SQL on its file while its first call is under way. */
async function startAndMeddle(autointel: TestAutointel, statements: string) {
  const others = openAsOtherProgram(autointel.config.databaseFile)
  let hasMeddled = false
  autointel.provider.respondWith(() => {
    if (!hasMeddled) others.exec(statements)
    hasMeddled = true
    return undefined
  })
  return autointel.start()
}

describe('a workflow that is taken out of the store while it runs', () => {
  it('ends with an error that names it, and what it has paid for is booked', async () => {
    const autointel = await openTemporaryAutointel()

    const run = await startAndMeddle(autointel, 'delete from checkpoints; delete from workflows')

    await expect(run.result).rejects.toMatchObject({ name: 'WorkflowVanishedError', workflow: run.id })
    expect(autointel.events.at(-1)).toEqual({ type: 'workflow.ended', workflow: run.id, status: 'failed' })
    const entries = await autointel.ledger.entriesOf(run.id)
    expect(entries.map(({ provenance }) => provenance)).toEqual(['computed'])
    expect(await autointel.ledger.holdsPending()).toEqual([])
    expect((await autointel.ledger.verify()).differences).toEqual([])
  })

  it('before its turn does nothing', async () => {
    const autointel = await openTemporaryAutointel({ variables: { WORKFLOW_CONCURRENCY: '1' } })
    const others = openAsOtherProgram(autointel.config.databaseFile)
    const first = await autointel.start()
    const waiting = await autointel.start()
    others.prepare('delete from workflows where id = ?').run(waiting.id)

    await first.result

    await expect(waiting.result).rejects.toMatchObject({
      name: 'WorkflowVanishedError',
      workflow: waiting.id,
    })
    expect(await autointel.ledger.entriesOf(waiting.id)).toEqual([])
  })
})

it('a workflow that another process has taken over is left to that process', async () => {
  const autointel = await openTemporaryAutointel()

  const run = await startAndMeddle(autointel, `update workflows set process = 'another', claim = claim + 1`)

  await expect(run.result).rejects.toMatchObject({ name: 'WorkflowSuspended' })
  expect(await autointel.workflows.find(run.id)).toMatchObject({ state: 'running', endedAtMs: undefined })
  expect(autointel.events.at(-1)).toEqual({ type: 'workflow.suspended', workflow: run.id })
})

it('a workflow that another process has taken over calls no model any more, and what was called is booked', async () => {
  const autointel = await openTemporaryAutointel()
  const others = openAsOtherProgram(autointel.config.databaseFile)
  autointel.provider.respondWith(() => {
    others.exec(`update workflows set process = 'another', claim = claim + 1`)
    return undefined
  })

  const run = await autointel.start({ depth: 'deep' })

  await expect(run.result).rejects.toMatchObject({ name: 'WorkflowSuspended' })
  expect(autointel.provider.served).toHaveLength(1)
  expect(await autointel.ledger.entriesOf(run.id)).toMatchObject([{ provenance: 'computed' }])
  expect(await autointel.ledger.holdsPending()).toEqual([])
  expect(autointel.events.at(-1)).toEqual({ type: 'workflow.suspended', workflow: run.id })
})
