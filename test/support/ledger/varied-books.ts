import { depths, operations, tasks } from '../../../src/ledger/attribution.ts'
import { type Entry, provenances } from '../../../src/ledger/entry.ts'
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import { correctionOf, dayMs, holdOf, noonMs, recordOf, someCall } from './requests.ts'
import { createSeededRandom } from './seeded-random.ts'

export const variedTenants = ['guild_1', 'guild_2', 'dm_7'] as const
export const variedUsers = ['7', '8', undefined] as const
/** The days that {@link writeVariedBooks} spreads its entries over. */
export const variedDays = { fromMs: noonMs - 2 * dayMs, toMs: noonMs + 2 * dayMs } as const

/** Entries of every dimension, provenance and kind, some corrected, failed or free; returns them all as stored. */
export async function writeVariedBooks(ledger: LedgerStore): Promise<readonly Entry[]> {
  const random = createSeededRandom(20_261_122)
  const writes = Array.from({ length: 400 }, async (_, index) => {
    const heldAtMs = variedDays.fromMs + random.whole(variedDays.toMs - variedDays.fromMs)
    const attribution = {
      tenant: random.pick(variedTenants),
      user: random.pick(variedUsers),
      workflow: 'wf_varied',
      task: random.pick([undefined, ...tasks]),
      depth: random.pick([undefined, ...depths]),
    }
    const call = {
      ...someCall,
      provider: random.pick(['openai', 'anthropic']),
      model: random.pick(['small', 'large']),
      operation: random.pick(operations),
    }
    const input = random.whole(5000)
    const usage = {
      inputTokens: { total: input, cacheRead: random.whole(100), cacheWrite: random.whole(100) },
      outputTokens: { total: random.whole(900), reasoning: random.whole(90) },
    }
    const id = `varied_${index}`
    const about = { id, attribution, call }
    const amountNanoUsd = BigInt(random.whole(4) && random.whole(2_000_000_000))
    const provenance = random.pick(provenances)
    switch (random.whole(8)) {
      case 0:
        await ledger.hold(holdOf('0.05', { ...about, heldAtMs }))
        return ledger.void({ holdId: id, failed: true, atMs: heldAtMs })
      case 1:
        await ledger.hold(holdOf('0.05', { ...about, heldAtMs }))
        return ledger.expire(id, heldAtMs + dayMs)
      case 2:
        await ledger.record(recordOf('0', { ...about, amountNanoUsd, provenance, usage, atMs: heldAtMs }))
        return ledger.correct(correctionOf(id, '0.07', { usage: { inputTokens: { total: 5 } } }))
      default:
        return ledger.record(
          recordOf('0', { ...about, amountNanoUsd, provenance, usage, free: true, atMs: heldAtMs }),
        )
    }
  })
  await Promise.all(writes)
  return ledger.entriesOf('wf_varied')
}
