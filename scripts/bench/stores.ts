import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock, systemTimers } from '../../src/app/timers.ts'
import { createCalendar } from '../../src/budget/calendar.ts'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import type { HoldRequest, RecordRequest } from '../../src/ledger/requests.ts'
import { openDatabase } from '../../src/store/sqlite/database.ts'
import { openSqliteLedger } from '../../src/store/sqlite/ledger/sqlite-ledger.ts'

/** Runs `work` in a folder of its own, which is deleted afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'autointel-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const generous = { limitNanoUsd: 10n ** 17n, mode: 'hard', specific: false } as const

/** A ledger in which every subject has a budget for every period, so that each hold is checked against all of them. */
export function openBenchLedger(file: string): Promise<LedgerStore> {
  return openSqliteLedger(openDatabase(file, { timers: systemTimers, now: systemClock }), {
    calendar: createCalendar(),
    now: systemClock,
    configuredBudgets: () => generous,
  })
}

const call = { provider: 'openai', model: 'gpt-5', operation: 'generate', priceVersion: 'bench' } as const

export function holdRequest(id: string, atMs: number): HoldRequest {
  return {
    id,
    amountNanoUsd: 2_000_000n,
    attribution: { tenant: 'guild_1', user: '1', workflow: 'wf_bench', task: 'analysis', depth: 'standard' },
    call,
    scopes: [
      { account: 'wf_bench/analysis', kind: 'task', limitNanoUsd: 10n ** 17n },
      { account: 'wf_bench', kind: 'scope', limitNanoUsd: 10n ** 17n },
    ],
    heldAtMs: atMs,
    expiresAtMs: atMs + 60_000,
  }
}

const models = ['gpt-5', 'gpt-5-mini', 'gpt-5-nano'] as const
const tasks = ['analysis', 'verification', 'knowledge'] as const

/** The entry number `index` of so many, spread evenly over 30 days, 3 servers, 20 members, 3 tasks and 3 models. */
export function recordRequest(index: number, count: number, endMs: number): RecordRequest {
  return {
    id: `entry_${index}`,
    attribution: {
      tenant: `guild_${index % 3}`,
      user: String(index % 20),
      workflow: `wf_${Math.floor(index / 10)}`,
      task: tasks[Math.floor(index / 3) % tasks.length],
      depth: 'standard',
    },
    call: { ...call, model: models[Math.floor(index / 9) % models.length] ?? 'gpt-5' },
    scopes: [],
    amountNanoUsd: 1_000_000n + BigInt(index % 1000),
    provenance: 'computed',
    usage: { inputTokens: { total: 1000 }, outputTokens: { total: 200 } },
    atMs: Math.floor(endMs - 30 * 86_400_000 * (1 - index / count)),
  }
}
