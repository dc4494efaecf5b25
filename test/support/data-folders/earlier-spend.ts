import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import { correctionOf, holdOf, recordOf, scopeOf, settlementOf } from '../ledger/requests.ts'
import { directMessages, manager, member, otherMember, otherServer, server } from './people.ts'

const gpt4o = {
  provider: 'openai',
  model: 'gpt-4o',
  operation: 'generate',
  priceVersion: '2026-10-01',
} as const
const claude = { ...gpt4o, provider: 'anthropic', model: 'claude-sonnet-4-5' } as const
const whisper = { ...gpt4o, model: 'whisper-1', operation: 'transcribe' } as const
const llama = { ...gpt4o, provider: 'compatible', model: 'llama3', operation: 'stream' } as const

const at = {
  lastSecondOfOctober: Date.UTC(2026, 9, 31, 23, 59, 59),
  firstOfNovember: Date.UTC(2026, 10, 1),
  /** Clocks in New York go back at 06:00Z: 05:30Z and 06:30Z are both half past one. */
  clocksGoBack: Date.UTC(2026, 10, 1, 5, 30),
  clocksHaveGoneBack: Date.UTC(2026, 10, 1, 6, 30),
  ninth: Date.UTC(2026, 10, 9, 14, 10),
  tenth: Date.UTC(2026, 10, 10, 23, 40),
}

/** Calls of the weeks before the runs: on both sides of midnights and of a change of clocks, and ended in every way that a call can. */
export async function bookEarlierSpend(ledger: LedgerStore): Promise<void> {
  const inServer = { tenant: server, user: member, task: 'analysis', depth: 'standard' } as const
  const elsewhere = { tenant: otherServer, user: manager, task: 'transcription', depth: 'deep' } as const
  const direct = { tenant: directMessages, user: otherMember, task: 'verification', depth: 'quick' } as const

  await ledger.record(
    recordOf('1.00', { id: 'october', attribution: inServer, call: gpt4o, atMs: at.lastSecondOfOctober }),
  )
  await ledger.record(
    recordOf('1.00', {
      id: 'november',
      attribution: inServer,
      call: gpt4o,
      provenance: 'reported',
      usage: {
        inputTokens: { total: 250_000, cacheRead: 50_000 },
        outputTokens: { total: 45_000, reasoning: 9_000 },
      },
      atMs: at.firstOfNovember,
    }),
  )
  await ledger.record(
    recordOf('0.123456789', {
      id: 'first-half-past-one',
      attribution: inServer,
      call: claude,
      atMs: at.clocksGoBack,
    }),
  )
  await ledger.record(
    recordOf('0.2', {
      id: 'second-half-past-one',
      attribution: inServer,
      call: claude,
      atMs: at.clocksHaveGoneBack,
    }),
  )
  await ledger.record(
    recordOf('0.36', {
      id: 'sound',
      attribution: elsewhere,
      call: whisper,
      provenance: 'estimated',
      usage: { audioSeconds: 3600 },
      atMs: at.ninth,
    }),
  )
  await ledger.record(
    recordOf('0', {
      id: 'free',
      attribution: direct,
      call: gpt4o,
      free: true,
      usage: { inputTokens: { total: 10 } },
      atMs: at.ninth,
    }),
  )
  await ledger.record(recordOf('0', { id: 'local', attribution: direct, call: llama, atMs: at.ninth }))
  await ledger.correct(correctionOf('sound', '0.40', { id: 'sound-corrected', atMs: at.tenth }))

  const held = { attribution: elsewhere, call: claude, heldAtMs: at.tenth, scopes: [scopeOf('earlier', '5')] }
  await ledger.hold(holdOf('0.5', { ...held, id: 'dearer' }))
  await ledger.settle(settlementOf('dearer', '0.75', { atMs: at.tenth + 9_000 }))
  await ledger.hold(holdOf('0.5', { ...held, id: 'cheaper' }))
  await ledger.settle(settlementOf('cheaper', '0.05', { provenance: 'reported', atMs: at.tenth + 9_000 }))
  await ledger.hold(holdOf('0.5', { ...held, id: 'failed' }))
  await ledger.void({ holdId: 'failed', failed: true, atMs: at.tenth + 9_000 })
  await ledger.hold(holdOf('0.5', { ...held, id: 'never-left' }))
  await ledger.void({ holdId: 'never-left', failed: false, atMs: at.tenth })
  await ledger.hold(holdOf('0.5', { ...held, id: 'unheard-of' }))
  await ledger.expire('unheard-of', at.tenth + 700_000)
  await ledger.hold(holdOf('0.5', { ...held, id: 'late' }))
  await ledger.expire('late', at.tenth + 700_000)
  await ledger.settle(settlementOf('late', '0.07', { atMs: at.tenth + 900_000 }))
}
