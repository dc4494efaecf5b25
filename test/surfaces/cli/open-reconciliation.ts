import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { SettleRequest } from '../../../src/ledger/requests.ts'
import { openCommandLine } from '../../support/cli/command-line.ts'
import { holdOf, settlementOf } from '../../support/ledger/requests.ts'
import { openLedgerAt } from '../../support/ledger/temporary-books.ts'

type Spent = Partial<Pick<SettleRequest, 'provenance' | 'cautions' | 'servedModel'>> & {
  readonly usd: string
  /** Default: the one that most tests are about. */
  readonly at?: string
  readonly model?: string
  readonly provider?: string
}

const now = Date.parse('2026-11-26T12:00:00Z')
const range = ['--from', '2026-11-18', '--to', '2026-11-22'] as const

/** Books with these entries, and a command line on them. */
export async function openReconciliation(
  settings: Readonly<Record<string, string>>,
  spent: readonly Spent[],
  unresolved: readonly { readonly id: string; readonly usd: string; readonly at?: string }[] = [],
) {
  const cli = openCommandLine({ settings, now: () => now })
  mkdirSync(join(cli.folder, 'data'))
  const ledger = await openLedgerAt(join(cli.folder, 'data', 'autointel.db'))
  for (const {
    usd,
    at = '2026-11-20T10:00:00Z',
    provider = 'openai',
    model = 'gpt-5-mini',
    ...more
  } of spent) {
    const call = { provider, model, operation: 'generate', priceVersion: 'x' } as const
    const hold = holdOf(usd, { call, heldAtMs: Date.parse(at) })
    await ledger.hold(hold)
    await ledger.settle(settlementOf(hold.id, usd, more))
  }
  for (const { id, usd, at = '2026-11-20T11:00:00Z' } of unresolved) {
    await ledger.hold(holdOf(usd, { id, heldAtMs: Date.parse(at) }))
    await ledger.expire(id, Date.parse(at) + 1_000)
  }
  await ledger.close()
  return {
    cli,
    async reconcile(provider: string, ...more: readonly string[]) {
      const args = more.includes('--from') ? more : [...range, ...more]
      const run = await cli.run('reconcile', '--provider', provider, ...args, '--json')
      return { ...run, json: run.stdout === '' ? undefined : JSON.parse(run.stdout) }
    },
  }
}
