import { expect } from 'vitest'
import type { Entry } from '../../../src/ledger/entry.ts'
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import { rangeOfDates } from '../../../src/report/report-periods.ts'
import { correctionOf, recorded, recordOf } from './requests.ts'
import { createSeededRandom } from './seeded-random.ts'

/** In which clocks are changed in many zones, and around which there are entries. */
export const randomDays = { first: '2026-03-01', last: '2026-04-10' } as const

/** Entries at any moment of the days and around them, many at the ends of hours and days of all zones; returns them all as stored. */
export async function writeRandomBooks(ledger: LedgerStore, seed: number): Promise<readonly Entry[]> {
  const random = createSeededRandom(seed)
  const { fromMs, toMs } = rangeOfDates('2026-02-27', '2026-04-12', 'UTC')
  const entries: Entry[] = []
  for (let index = 0; index < 160; index += 1) {
    const edge = random.whole(3) > 0 ? 900_000 : 1
    const atMs = fromMs + Math.floor(random.whole(toMs - fromMs) / edge) * edge - random.whole(2)
    const workflow = random.pick([undefined, 'wf_1', 'wf_2', 'wf_3'])
    const { entry } = await recorded(
      ledger,
      recordOf('0', {
        atMs,
        amountNanoUsd: BigInt(random.whole(900_000_000)),
        provenance: random.pick(['reported', 'computed', 'estimated', 'unresolved']),
        attribution: {
          tenant: random.pick(['guild_1', 'cli']),
          user: random.pick([undefined, '7', '8']),
          workflow,
          task: random.pick([undefined, 'analysis', 'verification']),
          depth: random.pick([undefined, 'quick', 'deep']),
          conversation: random.pick([undefined, 'wf_1']),
          sourceKind: random.pick([undefined, 'pdf', 'article']),
        },
        call: {
          provider: random.pick(['openai', 'local']),
          model: random.pick(['small', 'large']),
          operation: random.pick(['generate', 'embed']),
          priceVersion: random.pick(['1', '2']),
        },
        usage: {
          inputTokens: { total: random.whole(999), cacheRead: 5 },
          outputTokens: { total: random.whole(99) },
        },
      }),
    )
    entries.push(entry)
    if (random.whole(6) === 0) await ledger.correct(correctionOf(entry.id, '0.01', { atMs: atMs + 1 }))
  }
  const all = await ledger.entriesIn({ fromMs: 0, toMs: Date.UTC(2100, 0) }, { limit: 10_000 })
  expect(all.entries.length).toBeGreaterThan(entries.length)
  return all.entries
}
