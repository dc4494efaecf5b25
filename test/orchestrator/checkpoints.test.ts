import { describe, expect, it } from 'vitest'
import { hasEnded, storedResult } from '../../src/orchestrator/stored-result.ts'
import { openAsOtherProgram } from '../support/ledger/other-program.ts'
import {
  eventsOf,
  openTemporaryAutointel,
  type TestAutointel,
} from '../support/orchestrator/temporary-autointel.ts'
import { answer } from '../support/providers/reply.ts'

/** Runs SQL on the file, as nobody should. */
function tamper({ config }: TestAutointel, statement: string): void {
  openAsOtherProgram(config.databaseFile).prepare(statement).run()
}

/** A deep run whose last task has failed, so that it can go on. */
async function runWithoutKnowledge(autointel: TestAutointel): Promise<string> {
  autointel.provider.respondWith(({ path }) =>
    path.endsWith('/embeddings') ? { kind: 'error', status: 400, message: 'Not today.' } : answer(),
  )
  const run = await autointel.start({ depth: 'deep' })
  expect(await run.result).toMatchObject({ status: 'partial', failure: { task: 'knowledge' } })
  autointel.provider.respondWith([])
  return run.id
}

async function goOn(autointel: TestAutointel, id: string): Promise<readonly (readonly [string, boolean])[]> {
  const before = autointel.events.length
  await autointel.orchestrator.resume(id)
  expect(await autointel.orchestrator.find(id)?.result).toMatchObject({ status: 'completed' })
  return eventsOf(autointel.events.slice(before), id).flatMap((event) =>
    event.type === 'task.completed' ? [[event.task, event.resumed] as const] : [],
  )
}

describe('what a workflow has kept', () => {
  it('is not done again', async () => {
    const autointel = await openTemporaryAutointel()
    const id = await runWithoutKnowledge(autointel)

    expect(await goOn(autointel, id)).toEqual([
      ['acquisition', true],
      ['transcription', true],
      ['analysis', true],
      ['verification', true],
      ['knowledge', false],
    ])
  })

  it.each([
    ['is no JSON any more', `update checkpoints set output = 'torn' where task = 'analysis'`],
    ['has lost its form', `update checkpoints set output = '{"output":{}}' where task = 'analysis'`],
    [
      'was made by another version',
      `update checkpoints set version = version + 1 where task = 'analysis' and step = ''`,
    ],
    [
      'was made from something else',
      `update checkpoints set output = json_set(output, '$.inputs', 'x') where task = 'analysis' and step = ''`,
    ],
  ])('and %s counts as not there: the work is done again, and kept again', async (_what, statement) => {
    const autointel = await openTemporaryAutointel()
    const id = await runWithoutKnowledge(autointel)
    tamper(autointel, statement)

    const tasks = await goOn(autointel, id)

    expect(tasks).toEqual([
      ['acquisition', true],
      ['transcription', true],
      ['analysis', false],
      ['verification', true],
      ['knowledge', false],
    ])
    expect(await shown(autointel, id)).toMatchObject({
      status: 'completed',
      brief: { title: expect.any(String) },
    })
  })

  it('by other models than are configured now is not taken for theirs', async () => {
    const before = await openTemporaryAutointel()
    const id = await runWithoutKnowledge(before)
    await before.close()
    const after = await openTemporaryAutointel({
      provider: before.provider,
      folder: before.folder,
      variables: { MODELS: 'openai:gpt-4.1-mini' },
    })

    expect(await goOn(after, id)).toContainEqual(['analysis', false])
    const models = after.provider.served
      .filter(({ endpoint }) => endpoint === 'chat')
      .map(({ model }) => model)
    expect(new Set(models)).toEqual(new Set(['gpt-4o-mini', 'gpt-4.1-mini']))
  })

  it('before there were versions is shown and gone on from, but not built upon', async () => {
    const autointel = await openTemporaryAutointel()
    const id = await runWithoutKnowledge(autointel)
    const before = await shown(autointel, id)
    tamper(
      autointel,
      `update checkpoints set version = 0, output = json_remove(output, '$.inputs') where step = ''`,
    )

    expect(await shown(autointel, id)).toEqual(before)
    expect(await goOn(autointel, id)).toEqual([
      ['acquisition', true],
      ['transcription', true],
      ['analysis', true],
      ['verification', true],
      ['knowledge', false],
    ])
    const { location } = (await autointel.workflows.find(id)) ?? {}
    const deeper = await autointel.start({
      location: location?.address ?? '',
      depth: 'comprehensive',
      basedOn: id,
    })
    await deeper.result
    expect(eventsOf(autointel.events, deeper.id)).toContainEqual(
      expect.objectContaining({ type: 'task.completed', task: 'acquisition', resumed: false }),
    )
  })
})

async function shown({ workflows, ledger, config }: TestAutointel, id: string) {
  const workflow = await workflows.find(id)
  return workflow && hasEnded(workflow)
    ? storedResult(workflow, { workflows, ledger, tiers: config.depthTiers })
    : undefined
}
