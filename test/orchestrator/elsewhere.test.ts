import { pino } from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Autointel } from '../../src/app/open-autointel.ts'
import { startWorker } from '../../src/app/run-worker.ts'
import {
  eventsOf,
  openTemporaryAutointel,
  startProvider,
} from '../support/orchestrator/temporary-autointel.ts'
import { temporaryDatabase } from '../support/postgres/temporary-database.ts'
import { HurriedTimers } from '../support/time/hurried-timers.ts'

const log = pino({ level: 'silent' })

/** A process that takes requests and runs nothing, and how to start one that runs what it is asked for. */
async function openFleet(variables: Readonly<Record<string, string>>) {
  const provider = await startProvider()
  const options = { provider, timers: new HurriedTimers() }
  const gateway = await openTemporaryAutointel({ ...options, variables: { ...variables, WORKERS_HERE: '0' } })
  const openWorker = async () => {
    const worker = await openTemporaryAutointel({ ...options, folder: gateway.folder, variables })
    return worker
  }
  return { provider, gateway, openWorker }
}

function putToWork(worker: Autointel): void {
  onTestFinished(startWorker(worker, log))
}

describe.each([
  ['SQLite', async () => ({})],
  ['Postgres', async () => ({ DATABASE_URL: await temporaryDatabase() })],
])('a process that runs nothing itself, on %s', (_store, variablesOf) => {
  it('has its runs run by another, follows them, and has every call in the books once', async () => {
    const { gateway, openWorker, provider } = await openFleet(await variablesOf())
    const run = await gateway.start({ depth: 'standard' })
    expect(await gateway.workflows.inStates(['queued'])).toHaveLength(1)
    putToWork(await openWorker())

    const { status, costNanoUsd } = await run.result

    expect(status).toBe('completed')
    const types = eventsOf(gateway.events, run.id).map(({ type }) => type)
    expect([types[0], types.at(-1)]).toEqual(['workflow.started', 'workflow.ended'])
    expect(types.filter((type) => type === 'task.completed')).toHaveLength(4)
    const entries = await gateway.ledger.entriesOf(run.id)
    expect(entries.filter(({ calls }) => calls > 0)).toHaveLength(provider.served.length)
    expect(entries.reduce((sum, { amountNanoUsd }) => sum + amountNanoUsd, 0n)).toBe(costNanoUsd)
    expect(await gateway.ledger.verify()).toMatchObject({ ok: true, holdsPending: 0 })
  })

  it('cancels what waits for another', async () => {
    const { gateway, openWorker } = await openFleet(await variablesOf())
    const run = await gateway.start()

    expect(await gateway.orchestrator.cancel(run.id)).toBe(true)
    putToWork(await openWorker())

    expect(await run.result).toMatchObject({ status: 'cancelled', costNanoUsd: 0n })
  })

  it('goes on with what it is asked to after its end, and lets go of it when it stops', async () => {
    const { gateway, openWorker } = await openFleet(await variablesOf())
    const run = await gateway.start({ maxCostNanoUsd: 1n })
    const worker = await openWorker()
    const stopTaking = startWorker(worker, log)
    expect(await run.result).toMatchObject({ status: 'refused' })
    stopTaking()

    const answer = await gateway.orchestrator.resume(run.id, 1_000_000_000n)
    await gateway.close()

    expect(answer.kind).toBe('resumed')
    expect(await worker.workflows.find(run.id)).toMatchObject({
      state: 'queued',
      maxCostNanoUsd: 1_000_000_000n,
    })
  })
})
