import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { keepEvaluation } from '../../../src/app/kept-evaluation.ts'
import { recommendationsForm } from '../../../src/wire/recommendations.ts'
import { openCommandLine } from '../../support/cli/command-line.ts'
import { budgetOf, dayMs, noonMs, spend } from '../../support/ledger/requests.ts'
import { openLedgerAt } from '../../support/ledger/temporary-books.ts'

it('lists what could be saved, with the figures', async () => {
  const { folder, run } = openCommandLine({ settings: { MODELS: 'local:extractive' }, now: () => noonMs })
  mkdirSync(join(folder, 'data'))
  const ledger = await openLedgerAt(join(folder, 'data', 'autointel.db'))
  const none = await run('recommend')
  for (let daysAgo = 12; daysAgo >= 0; daysAgo -= 1)
    await spend(ledger, '1', {
      call: {
        provider: 'openai',
        model: 'x',
        operation: 'generate',
        priceVersion: '1',
        attempt: daysAgo + 1,
      },
      atMs: noonMs - daysAgo * dayMs,
    })
  await ledger.setBudget(budgetOf('guild_1', 'day', '20'))
  await ledger.close()

  const found = JSON.parse((await run('recommend', '--json')).stdout)
  const text = (await run('recommend', '--days', '1')).stdout.replaceAll(/\s+/g, ' ')

  expect(none.stdout).toBe('The books show nothing that could be saved.\n')
  expect(recommendationsForm.parse(found)).toHaveLength(2)
  expect(found).toEqual([
    {
      kind: 'repeated_calls',
      task: 'analysis',
      model: 'openai:x',
      calls: 12,
      spent_usd: 13,
      saving_usd: 12,
    },
    {
      kind: 'limit_above_use',
      subject: 'guild_1',
      period: 'day',
      limit_usd: 20,
      spent_usd: 1,
      saving_usd: 18,
    },
  ])
  expect(text.trim()).toBe(
    '$18.00 less at risk: guild_1 may spend $20.00 a day, and the dearest day was $1.00. Twice that would do.',
  )
})

it('tells of a cheaper model what the last evaluation has measured of the two', async () => {
  const { folder, run } = openCommandLine({
    settings: { OPENAI_API_KEY: 'sk-x', MODELS: 'openai:gpt-5,openai:gpt-5-nano' },
    now: () => noonMs,
  })
  await run('report')
  const ledger = await openLedgerAt(join(folder, 'data', 'autointel.db'))
  await spend(ledger, '1.125', {
    call: { provider: 'openai', model: 'gpt-5', operation: 'generate', priceVersion: '1' },
    usage: { inputTokens: { total: 500_000 }, outputTokens: { total: 50_000 } },
  })
  await ledger.close()
  const quality = async () => JSON.parse((await run('recommend', '--json')).stdout)[0]?.quality
  const measured = (facts: number) =>
    keepEvaluation(
      join(folder, 'data'),
      new Map([['openai:gpt-5', 0.9]]).set('openai:gpt-5-nano', facts),
      noonMs,
    )

  expect(await quality()).toBe(null)
  await measured(0.88)
  expect(await quality()).toEqual({ model: 0.9, instead: 0.88 })
  expect((await run('recommend')).stdout.replaceAll(/\s+/g, ' ')).toContain(
    'openai:gpt-5 told 90% of the facts and openai:gpt-5-nano 88%.',
  )
  await measured(0.5)
  expect(await quality()).toBe(undefined)
})
