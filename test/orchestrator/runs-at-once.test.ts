import { expect, it } from 'vitest'
import { bookedSubject } from '../../src/ledger/subject.ts'
import type { Timers } from '../../src/time/timers.ts'
import { spend } from '../support/ledger/requests.ts'
import {
  openTemporaryAutointel,
  someText,
  type TestAutointel,
} from '../support/orchestrator/temporary-autointel.ts'
import { patientTimers } from '../support/time/patient-timers.ts'

const runs = 10
/** Money that another process holds is looked for again at once. */
const timers: Timers = { ...patientTimers, wait: (ms, signal) => patientTimers.wait(Math.min(ms, 5), signal) }

async function runOn(autointel: TestAutointel, index: number) {
  const location = await autointel.source(`note-${index}.txt`, `${someText} It was winter number ${index}.`)
  const run = await autointel.start({ location })
  return { id: run.id, ...(await run.result) }
}

/** Lets the books know what is usual, and limits the day to so many runs more; returns the limit. */
async function limitTheDay(autointel: TestAutointel): Promise<bigint> {
  const { ledger, now } = autointel
  const usual = await runOn(autointel, 10)
  const [analysis] = await ledger.entriesOf(usual.id)
  for (let count = 1; count < 20; count++)
    await spend(ledger, '0', {
      attribution: { tenant: 'guild_2', task: 'analysis' },
      call: { provider: 'openai', model: 'gpt-4o-mini', operation: 'generate', priceVersion: '' },
      usage: analysis?.usage ?? {},
      atMs: now(),
    })
  // The last run is held at what it may cost at most, with its input counted by the safe side; it gives back what it does not need.
  const spare = usual.costNanoUsd / 2n
  const limitNanoUsd = usual.costNanoUsd * BigInt(runs + 1) + spare
  await ledger.setBudget({
    subject: bookedSubject('guild_1'),
    period: 'day',
    limitNanoUsd,
    mode: 'hard',
    by: 'owner',
    role: 'owner',
    atMs: now(),
  })
  return limitNanoUsd
}

async function expectKept({ ledger, now }: TestAutointel, limitNanoUsd: bigint): Promise<void> {
  const day = (await ledger.limits({ tenant: 'guild_1', user: '7' }, [], now())).find(
    ({ subject, period }) => subject === 'guild_1' && period === 'day',
  )
  expect(day).toMatchObject({ limitNanoUsd, heldNanoUsd: 0n })
  expect(day?.spentNanoUsd).toBeLessThanOrEqual(limitNanoUsd)
  expect(await ledger.verify()).toMatchObject({ differences: [] })
}

it('ten runs at once under a limit that pays for ten usual runs all finish, and spend no more', async () => {
  const autointel = await openTemporaryAutointel({ variables: { WORKFLOW_CONCURRENCY: String(runs) } })
  const limitNanoUsd = await limitTheDay(autointel)
  const servedBefore = autointel.provider.served.length

  const results = await Promise.all(Array.from({ length: runs }, (_, index) => runOn(autointel, 50 + index)))

  expect(results.map(({ status }) => status)).toEqual(Array(runs).fill('completed'))
  expect(autointel.provider.served.length - servedBefore).toBeGreaterThanOrEqual(runs)
  await expectKept(autointel, limitNanoUsd)
})

it('ten runs at once in two processes of one data folder all finish as well', async () => {
  const options = { variables: { WORKFLOW_CONCURRENCY: String(runs) }, timers }
  const first = await openTemporaryAutointel(options)
  const limitNanoUsd = await limitTheDay(first)
  const { folder, provider } = first
  const second = await openTemporaryAutointel({ ...options, folder, provider })

  const results = await Promise.all(
    Array.from({ length: runs }, (_, index) => runOn(index % 2 === 0 ? first : second, 50 + index)),
  )

  expect(results.map(({ status }) => status)).toEqual(Array(runs).fill('completed'))
  await expectKept(first, limitNanoUsd)
})
