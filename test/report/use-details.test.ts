import { describe, expect, it } from 'vitest'
import { defaultDepthTiers } from '../../src/budget/depth-tiers.ts'
import type { Entry } from '../../src/ledger/entry.ts'
import { depthLimits } from '../../src/report/depth-limits.ts'
import { readUseDetails } from '../../src/report/read-use-details.ts'
import { useDetailsForm, useDetailsToJson } from '../../src/wire/use-details.ts'
import { correctionOf, recorded, recordOf, spend, usd } from '../support/ledger/requests.ts'
import { createSeededRandom } from '../support/ledger/seeded-random.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'

const everything = { fromMs: 0, toMs: Date.UTC(2100, 0) }
const limits = depthLimits(defaultDepthTiers)

async function runsOf(...costs: readonly string[]) {
  const ledger = await openLedgerAt(temporaryPath())
  for (const [index, cost] of costs.entries())
    for (const half of [1, 2])
      await spend(ledger, cost, {
        id: `${index} ${half}`,
        attribution: { tenant: 'cli', workflow: `wf_${index}`, depth: 'quick' },
        ...(half === 2 && { amountNanoUsd: 0n }),
      })
  return readUseDetails(ledger, everything, {})
}

describe('what runs of a depth cost', () => {
  it.each([
    [['0.30'], '0.3', '0.3', '0.3'],
    [['0.10', '0.20'], '0.15', '0.15', '0.2'],
    [['0.40', '0.10', '0.20'], '0.233333333', '0.2', '0.4'],
    [['0.1', '0.2', '0.3', '0.4', '0.5', '0.6', '0.7', '0.8', '0.9', '5'], '0.95', '0.55', '0.9'],
    [['0.000000001', '0.000000002'], '0.000000002', '0.000000002', '0.000000002'],
  ])(
    'of %j is usually %s, in the middle %s, and nine times of ten at most %s',
    async (costs, usual, median, p90) => {
      const { depths } = await runsOf(...costs)

      expect(depths).toEqual([
        {
          depth: 'quick',
          runs: costs.length,
          usualNanoUsd: usd(usual),
          medianNanoUsd: usd(median),
          p90NanoUsd: usd(p90),
        },
      ])
    },
  )

  it('is told with the share of the limit of the depth, where it has one', async () => {
    const details = await runsOf('0.10', '0.20')

    const json = useDetailsToJson(details, { limits, failedCalls: 3 })

    expect(useDetailsForm.safeParse(json).success).toBe(true)
    expect(json).toMatchObject({
      failed_calls: 3,
      depths: [{ limit_usd: 0.5, median_percent_of_limit: 30, p90_percent_of_limit: 40 }],
    })
    expect(useDetailsToJson(details, { limits: new Map(), failedCalls: 0 }).depths).toMatchObject([
      { limit_usd: null, median_percent_of_limit: null },
    ])
  })
})

describe('tokens by role, what was asked again and versions of prices', () => {
  it('are plain sums of the entries, corrections taken back', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    const random = createSeededRandom(7)
    const entries: Entry[] = []
    for (let index = 0; index < 80; index += 1) {
      const system = random.whole(90)
      const source = random.whole(900)
      const instruction = random.whole(50)
      const output = random.whole(300)
      const known = random.whole(2) === 0 && { promptRoles: { system, source, instruction } }
      const { entry } = await recorded(
        ledger,
        recordOf('0', {
          amountNanoUsd: BigInt(random.whole(1_000_000)),
          call: {
            provider: random.pick(['openai', 'local']),
            model: 'm',
            operation: 'generate',
            priceVersion: random.pick(['a', 'b']),
            attempt: random.pick([undefined, 2, 3]),
          },
          usage: {
            inputTokens: { total: system + source + instruction },
            outputTokens: { total: output, reasoning: Math.floor(output / 3) },
            ...known,
          },
        }),
      )
      if (index % 9 === 0) await ledger.correct(correctionOf(entry.id, '0.0001', { usage: {} }))
      entries.push(entry)
    }

    const { tokens, repeated, priceVersions } = await readUseDetails(ledger, everything, {})

    const all = (await ledger.entriesIn(everything, { limit: 1_000 })).entries
    const paid = all.filter(({ provider }) => provider !== 'local')
    const count = (of: (entry: Entry) => number | undefined) =>
      paid.reduce((sum, entry) => sum + (entry.kind === 'reversal' ? -1 : 1) * (of(entry) ?? 0), 0)
    const input = count(({ usage }) => usage.inputTokens?.total)
    expect(tokens.source).toBe(count(({ usage }) => usage.promptRoles?.source))
    expect(tokens.system + tokens.source + tokens.instruction + tokens.unknown).toBe(input)
    expect(tokens.answer + tokens.reasoning).toBe(count(({ usage }) => usage.outputTokens?.total))
    const again = all.filter(({ attempt }) => attempt !== undefined)
    expect(repeated).toEqual({
      calls: again.reduce((sum, { calls }) => sum + calls, 0),
      costNanoUsd: again.reduce((sum, { amountNanoUsd }) => sum + amountNanoUsd, 0n),
    })
    const ofVersion = (version: string) =>
      all
        .filter(({ priceVersion }) => priceVersion === version)
        .reduce((sum, { amountNanoUsd }) => sum + amountNanoUsd, 0n)
    expect([...priceVersions]).toEqual([
      ['a', ofVersion('a')],
      ['b', ofVersion('b')],
    ])
  })
})
