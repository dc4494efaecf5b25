import { expect, it } from 'vitest'
import { openTemporaryAutointel } from '../support/orchestrator/temporary-autointel.ts'
import { answer } from '../support/providers/reply.ts'

/** One run at a time, whose first call waits, and two of each member that may wait. */
async function openBusy() {
  const autointel = await openTemporaryAutointel({
    variables: { WORKFLOW_CONCURRENCY: '1', WORKFLOWS_WAITING_PER_MEMBER: '2' },
  })
  const served = Promise.withResolvers<void>()
  autointel.provider.respondWith((_request, index) =>
    index === 0 ? answer({ after: served.promise }) : undefined,
  )
  return { ...autointel, serve: served.resolve }
}

it('a member has as many runs waiting as may, and is asked to come back with the next', async () => {
  const { start, workflows, serve } = await openBusy()
  const runs = [await start(), await start(), await start()]

  await expect(start()).rejects.toMatchObject({ name: 'TooManyWaitingError', limit: 2 })

  expect(await workflows.recent({ limit: 10 })).toHaveLength(3)
  serve()
  await Promise.all(runs.map(({ result }) => result))
  expect((await (await start()).result).status).toBe('completed')
})

it('twenty links of one member at once leave another member one place behind the first', async () => {
  const { start, source, workflows, serve } = await openBusy()
  const location = await source('note.txt', 'The harbour of Hollowmere froze over in January.')
  const first = await start({ location })

  const many = await Promise.allSettled(Array.from({ length: 20 }, () => start({ location })))
  const other = await start({ location, user: '8' })

  expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect(await workflows.recent({ limit: 30 })).toHaveLength(4)
  expect(other.position()).toBe(1)
  serve()
  expect((await other.result).status).toBe('completed')
  await first.result
})

it('runs of nobody in particular wait as many as there are', async () => {
  const { start, serve } = await openBusy()
  const nobody = { user: undefined } as const

  const runs = [await start(nobody), await start(nobody), await start(nobody), await start(nobody)]

  expect(runs.map((run) => run.position())).toEqual([undefined, 0, 1, 2])
  serve()
  await Promise.all(runs.map(({ result }) => result))
})
