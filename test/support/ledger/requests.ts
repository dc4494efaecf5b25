import type { Attribution, CallDescription } from '../../../src/ledger/attribution.ts'
import type { SetBudgetRequest } from '../../../src/ledger/budget-limit.ts'
import type { Entry } from '../../../src/ledger/entry.ts'
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import type { ScopeLimit } from '../../../src/ledger/limit-state.ts'
import type { Period } from '../../../src/ledger/period.ts'
import type {
  Booking,
  CorrectRequest,
  HoldRequest,
  RecordRequest,
  SettleRequest,
} from '../../../src/ledger/requests.ts'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { type NanoUsd, parseUsd } from '../../../src/money/nano-usd.ts'

export const usd: (amount: string) => NanoUsd = parseUsd

/** Noon UTC of a Wednesday in the middle of a month: far from the bounds of every period. */
export const noonMs = Date.UTC(2026, 5, 17, 12, 30)
export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

export const someone: Attribution = { tenant: 'guild_1', user: '7', workflow: 'wf_1', task: 'analysis' }

export const someCall: CallDescription = {
  provider: 'openai',
  model: 'gpt-5-mini',
  operation: 'generate',
  priceVersion: '2026-06-01',
}

let lastNumber = 0

export function newId(kind: string): string {
  lastNumber += 1
  return `${kind}_${lastNumber}`
}

export function holdOf(amountUsd: string, overrides: Partial<HoldRequest> = {}): HoldRequest {
  const heldAtMs = overrides.heldAtMs ?? noonMs
  return {
    id: newId('hold'),
    amountNanoUsd: usd(amountUsd),
    attribution: someone,
    call: someCall,
    scopes: [],
    heldAtMs,
    expiresAtMs: heldAtMs + 600_000,
    ...overrides,
  }
}

export function settlementOf(
  holdId: string,
  amountUsd: string,
  overrides: Partial<SettleRequest> = {},
): SettleRequest {
  return {
    holdId,
    amountNanoUsd: usd(amountUsd),
    provenance: 'computed',
    usage: { inputTokens: { total: 100 }, outputTokens: { total: 10 } },
    atMs: noonMs + 1000,
    ...overrides,
  }
}

export function recordOf(amountUsd: string, overrides: Partial<RecordRequest> = {}): RecordRequest {
  return {
    id: newId('record'),
    attribution: someone,
    call: someCall,
    scopes: [],
    amountNanoUsd: usd(amountUsd),
    provenance: 'computed',
    usage: {},
    atMs: noonMs,
    ...overrides,
  }
}

export function correctionOf(
  corrects: string,
  amountUsd: string,
  overrides: Partial<CorrectRequest> = {},
): CorrectRequest {
  return {
    id: newId('correction'),
    corrects,
    amountNanoUsd: usd(amountUsd),
    provenance: 'reported',
    usage: {},
    atMs: noonMs + 2000,
    ...overrides,
  }
}

/** @param limitUsd undefined takes the budget away. */
export function budgetOf(
  subject: string,
  period: Period,
  limitUsd: string | undefined,
  overrides: Partial<SetBudgetRequest> = {},
): SetBudgetRequest {
  return {
    subject: bookedSubject(subject),
    period,
    limitNanoUsd: limitUsd === undefined ? undefined : usd(limitUsd),
    mode: 'hard',
    by: 'owner',
    role: 'owner',
    atMs: noonMs,
    ...overrides,
  }
}

export function scopeOf(account: string, limitUsd?: string): ScopeLimit {
  return { account, kind: 'scope', limitNanoUsd: limitUsd === undefined ? undefined : usd(limitUsd) }
}

export function taskScopeOf(account: string, limitUsd: string): ScopeLimit {
  return { account, kind: 'task', limitNanoUsd: usd(limitUsd) }
}

/** What a record of no workflow that was lost is booked as. */
export async function recorded(ledger: LedgerStore, request: RecordRequest): Promise<Booking> {
  const result = await ledger.record(request)
  if (result.kind === 'lost_workflow') throw new Error('The workflow of the record was lost.')
  return result
}

/** Books spend that no limit is asked about. */
export async function spend(
  ledger: LedgerStore,
  amountUsd: string,
  overrides: Partial<RecordRequest> = {},
): Promise<Entry> {
  const { entry } = await recorded(ledger, recordOf(amountUsd, overrides))
  return entry
}

/** The outcomes of holds for the same amount, asked for at once, as `held` and `refused`. */
export async function kindsOfHolds(
  ledger: LedgerStore,
  count: number,
  makeRequest: () => HoldRequest,
): Promise<readonly string[]> {
  const results = await Promise.all(Array.from({ length: count }, () => ledger.hold(makeRequest())))
  return results.map(({ kind }) => kind)
}
