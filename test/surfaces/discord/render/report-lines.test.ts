import { describe, expect, it } from 'vitest'
import { defaultDepthTiers } from '../../../../src/budget/depth-tiers.ts'
import { textsOf } from '../../../../src/locales/i18n.ts'
import { depthLimits } from '../../../../src/report/depth-limits.ts'
import { costReport } from '../../../../src/report/read-cost-report.ts'
import { breakdownLines } from '../../../../src/surfaces/discord/render/report-lines.ts'
import { noonMs, spend, usd } from '../../../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../../../support/ledger/temporary-books.ts'

async function reportOf(...costs: readonly string[]) {
  const ledger = await openLedgerAt(temporaryPath())
  for (const [index, cost] of costs.entries())
    await spend(ledger, cost, { attribution: { tenant: 'guild_1', workflow: `wf_${index}`, depth: 'quick' } })
  return costReport(ledger, { period: { kind: 'days', days: 1 }, nowMs: noonMs })
}

const limits = depthLimits(defaultDepthTiers)
const quick = {
  depth: 'quick',
  runs: 2,
  usualNanoUsd: usd('0.15'),
  medianNanoUsd: usd('0.15'),
  p90NanoUsd: usd('0.2'),
}

describe('the lines of a report', () => {
  it('by depth say what a run usually costs, of what it may cost', async () => {
    const report = await reportOf('0.10', '0.20')

    const lines = breakdownLines(report, { by: 'depth', runs: { depths: [quick], limits } }, textsOf('en'))

    expect(lines).toEqual([
      expect.stringMatching(/\*\*Quick\*\* · \$0\.300 · 100/i),
      '-# a run usually $0.15, half up to $0.15, nine of ten up to $0.20 of $0.50',
    ])
  })

  it('by kind of source and by model that answered name them, and what cost nothing only where nothing did', async () => {
    const report = await reportOf('0.30')
    const linesOf = (by: 'source-kind' | 'served-model', ...parts: readonly [string, string][]) =>
      breakdownLines(
        report,
        { by, parts: parts.map(([name, cost]) => ({ name, costNanoUsd: usd(cost) })) },
        textsOf('en'),
      )

    expect(linesOf('source-kind', ['pdf', '0.20'], ['none', '0.10'], ['book', '0'])).toEqual([
      expect.stringMatching(/PDF\*\* · \$0\.200 · 66\.7/),
      expect.stringMatching(/before it was read\*\* · \$0\.100 · 33\.3/),
    ])
    expect(linesOf('served-model', ['openai:gpt-5-mini-2026', '0.30'])).toEqual([
      expect.stringContaining('`openai:gpt-5-mini-2026`'),
    ])
  })
})
