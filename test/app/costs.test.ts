import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/app/config.ts'
import { openCosts } from '../../src/app/open-costs.ts'
import { MeterEvents } from '../../src/llm/meter-events.ts'
import { noonMs, spend } from '../support/ledger/requests.ts'
import { openLedgerAt, temporaryFolder } from '../support/ledger/temporary-books.ts'

/** What is written of costs while two dollars are spent a month apart, and at the end. */
async function spendTwoDollars(settings: Readonly<Record<string, string>>) {
  const folder = temporaryFolder()
  const config = readConfig({ DATA_DIR: folder, ...settings })
  const ledger = await openLedgerAt(join(folder, 'autointel.db'))
  const meterEvents = new MeterEvents(() => undefined)
  const problems: unknown[] = []
  const costs = openCosts(config, {
    ledger,
    now: () => noonMs,
    meterEvents,
    onProblem: (error) => problems.push(error),
  })
  const attribution = { tenant: 'guild_1', workflow: 'wf_1', task: 'analysis' } as const
  for (const [atMs, milestoneUsd] of [
    [Date.UTC(2026, 4, 1), undefined],
    [noonMs, 2n],
  ] as const) {
    const entry = await spend(ledger, '1.000000001', { atMs, attribution })
    meterEvents.observer.booked?.({ entry, milestoneUsd })
  }
  await costs.close()
  return { folder, problems, read: (name: string) => readFileSync(join(folder, name), 'utf8') }
}

describe('costs in files', () => {
  it('are a line for each whole dollar as it is passed', async () => {
    const { read } = await spendTwoDollars({})

    expect(read('costs.log')).toBe(
      '{"time":"2026-06-17T12:30:00.000Z","milestone_usd":2,"tenant":"guild_1","workflow":"wf_1"}\n',
    )
  })

  it.each([
    ['true', 'costs.json', '"total_cost":2.000000002,'],
    ['costs.jsonl', 'costs.jsonl', '{"section":"total","name":"","cost_usd":2.000000002,'],
    ['COSTS.CSV', 'COSTS.CSV', '\r\ntotal,,2.000000002,2,'],
  ])(
    'are a report of all that was ever spent at the end: EXPORT_COSTS_ON_EXIT=%s',
    async (value, name, begins) => {
      const folder = temporaryFolder()
      const file = value === 'true' ? value : join(folder, value)
      const { read } = await spendTwoDollars({ EXPORT_COSTS_ON_EXIT: file })

      const written = value === 'true' ? read(name) : readFileSync(file, 'utf8')
      expect(written).toContain(begins)
      expect(written).toContain('guild_1' === name ? '' : 'analysis')
    },
  )

  it('are none where costs are not to be tracked, or the file is not wanted', async () => {
    const { folder } = await spendTwoDollars({ TRACK_COSTS: 'off', EXPORT_COSTS_ON_EXIT: 'true' })
    const other = await spendTwoDollars({ EXPORT_COSTS_ON_EXIT: 'false' })

    expect(existsSync(join(folder, 'costs.log'))).toBe(false)
    expect(existsSync(join(folder, 'costs.json'))).toBe(false)
    expect(existsSync(join(other.folder, 'costs.json'))).toBe(false)
  })

  it('do not keep the end from coming where they cannot be written', async () => {
    const nowhere = join(temporaryFolder(), 'nowhere', 'costs.json')
    const { problems } = await spendTwoDollars({ EXPORT_COSTS_ON_EXIT: nowhere })

    expect(problems).toMatchObject([{ code: 'ENOENT' }])
  })
})
