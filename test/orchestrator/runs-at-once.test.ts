import { expect, it } from 'vitest'
import { bookedSubject } from '../../src/ledger/subject.ts'
import { spend } from '../support/ledger/requests.ts'
import { openTemporaryAutointel, someText } from '../support/orchestrator/temporary-autointel.ts'

const runs = 10

it('ten runs at once under a limit that pays for ten usual runs all finish, and spend no more', async () => {
  const autointel = await openTemporaryAutointel({ variables: { WORKFLOW_CONCURRENCY: String(runs) } })
  const { ledger, now, provider } = autointel
  const runOn = async (index: number) => {
    const text = `${someText} It was winter number ${index}.`
    const location = await autointel.source(`note-${index}.txt`, text)
    const run = await autointel.start({ location })
    return { id: run.id, ...(await run.result) }
  }
  const usual = await runOn(10)
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
  const servedBefore = provider.served.length

  const results = await Promise.all(Array.from({ length: runs }, (_, index) => runOn(50 + index)))

  expect(results.map(({ status }) => status)).toEqual(Array(runs).fill('completed'))
  const day = (await ledger.limits({ tenant: 'guild_1', user: '7' }, [], now())).find(
    ({ subject, period }) => subject === 'guild_1' && period === 'day',
  )
  expect(day).toMatchObject({ limitNanoUsd, heldNanoUsd: 0n })
  expect(day?.spentNanoUsd).toBeLessThanOrEqual(limitNanoUsd)
  expect(provider.served.length - servedBefore).toBeGreaterThanOrEqual(runs)
  expect(await ledger.verify()).toMatchObject({ differences: [] })
})
