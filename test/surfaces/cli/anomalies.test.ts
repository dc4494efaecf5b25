import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Task } from '../../../src/ledger/attribution.ts'
import { anomaliesForm } from '../../../src/wire/anomalies.ts'
import { openCommandLine } from '../../support/cli/command-line.ts'
import { dayMs, hourMs, spend } from '../../support/ledger/requests.ts'
import { openLedgerAt } from '../../support/ledger/temporary-books.ts'

const nowMs = Date.parse('2026-06-21T12:00:00Z')

/** A command line over books in which a server has spent a dollar on each of ten days, and $4.50 three days ago. */
async function commandLine(
  settings: Readonly<Record<string, string>> = {},
  task: { readonly task?: Task } = { task: 'analysis' },
) {
  const { folder, run } = openCommandLine({ settings, now: () => nowMs })
  mkdirSync(join(folder, 'data'))
  const ledger = await openLedgerAt(join(folder, 'data', 'autointel.db'))
  const attribution = { tenant: 'guild_1', user: '7', ...task }
  for (let daysAgo = 10; daysAgo > 0; daysAgo -= 1)
    await spend(ledger, '1', { attribution, atMs: nowMs - daysAgo * dayMs })
  const dear = { ...attribution, workflow: 'wf_dear', user: '8' }
  await spend(ledger, '3.5', { attribution: dear, atMs: nowMs - 3 * dayMs + hourMs })
  await ledger.close()
  return run
}

it('lists what stands out, with the figures, the run and the member', async () => {
  const run = await commandLine()

  const found = JSON.parse((await run('anomalies', '--json')).stdout)
  const text = (await run('anomalies')).stdout.replaceAll(/\s+/g, ' ')

  expect(anomaliesForm.parse(found)).toHaveLength(4)
  expect(found.map(({ subject }: { subject: string }) => subject)).toEqual([
    'bot',
    'guild_1',
    'openai:gpt-5-mini',
    'analysis',
  ])
  expect(found[0]).toEqual({
    kind: 'spend_spike',
    dimension: 'bot',
    subject: 'bot',
    from: '2026-06-18T00:00:00.000Z',
    to: '2026-06-19T00:00:00.000Z',
    spent_usd: 4.5,
    usual_usd: 1,
    bound_usd: 2,
    workflow: 'wf_dear',
    user: '8',
  })
  expect(text).toContain(
    '2026-06-18 the whole bot cost $4.50; such days usually cost about $1.00 and stay under $2.00. Dearest run: wf_dear; most of it spent by user 8.',
  )
})

it.each([
  [['--since', '2026-06-18', '--until', '2026-06-18'], 4],
  [['--until', '2026-06-17'], 0],
  [['--since', '2026-06-19'], 0],
  [['--since', '2027-01-01', '--until', '2027-01-02'], 0],
])('is about the days asked for: %j', async (args, expected) => {
  const run = await commandLine()

  expect(JSON.parse((await run('anomalies', '--json', ...args)).stdout)).toHaveLength(expected)
})

it.each([
  ['3.50', 4],
  ['3.51', 0],
])('tells nothing that is less than $%s above the usual', async (least, expected) => {
  const run = await commandLine({ ANOMALY_MIN_USD: least })

  expect(JSON.parse((await run('anomalies', '--json')).stdout)).toHaveLength(expected)
})

it('names what was spent for no task', async () => {
  const run = await commandLine({}, {})

  expect((await run('anomalies')).stdout).toContain('2026-06-18  what has no task cost $4.50')
})

it('says so where nothing stands out', async () => {
  const run = await commandLine()

  expect((await run('anomalies', '--since', '2026-06-20')).stdout).toBe('Nothing stands out.\n')
})

it.each([
  [['--since', '2026-06-19', '--until', '2026-06-18'], '--since 2026-06-19 is after --until 2026-06-18.'],
  [['--since', '2026-02-30'], 'Expected a day, such as 2026-11-22.'],
  [['--since', '2020-01-01'], 'Anomalies are looked for in 366 days at most.'],
])('refuses %j', async (args, words) => {
  const run = await commandLine()

  const { code, stderr } = await run('anomalies', ...args)

  expect(code).toBe(2)
  expect(stderr).toContain(words)
})
