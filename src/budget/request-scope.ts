import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { Attribution, Purpose } from '../ledger/attribution.ts'
import type { ScopeLimit } from '../ledger/limit-state.ts'
import { assertNonNegative, type NanoUsd } from '../money/nano-usd.ts'
import { NoRequestScopeError } from './no-request-scope-error.ts'

/** The ceiling of one run. What is left out does not limit. */
export interface RequestLimits {
  readonly totalNanoUsd?: NanoUsd | undefined
  readonly perTaskNanoUsd?: Readonly<Partial<Record<Purpose, NanoUsd>>> | undefined
  /** Under which the ledger keeps what the scope spent; the same id goes on with the same spend. Default: a new one. */
  readonly id?: string | undefined
  /** For whom the scope spends; a nested scope inherits what it does not name. */
  readonly attribution?: Partial<Attribution> | undefined
  /** Under which the workflow of the attribution is run; a nested scope inherits it. */
  readonly claim?: number | undefined
}

/** The scope that the running code is in. Spent and held amounts are the ledger's: ask it for the scope's `accounts`. */
export interface RequestTracker {
  readonly id: string
  readonly totalNanoUsd: NanoUsd | undefined
  readonly perTaskNanoUsd: Readonly<Partial<Record<Purpose, NanoUsd>>>
  /** With the task that is running, if any. */
  readonly attribution: Attribution
  /** Under which the workflow of the attribution is run. */
  readonly claim: number | undefined
  readonly parent: RequestTracker | undefined
  /** Every limit that a call made now counts against: the running task's, the scope's, and those of all scopes around it. */
  readonly accounts: readonly ScopeLimit[]
}

const storage = new AsyncLocalStorage<RequestTracker>()
const defaultTenant = 'cli'

/**
 * Runs `fn` inside a budget scope, which survives every await, timer, stream and emitter that `fn` starts.
 * Inside another scope, what it spends counts in both and neither limit can be passed.
 *
 * @throws {InvalidAmountError} for a negative limit or one that is no bigint.
 *
 * @example
 * ```ts
 * const limits = { totalNanoUsd: parseUsd('1.50'), perTaskNanoUsd: { analysis: parseUsd('0.75') } }
 * const limited = await trackRequestBudget(limits, () =>
 *   runTask('analysis', async () => currentRequestTracker().accounts),
 * )
 * limited.map(({ kind }) => kind) // ['task', 'scope']: of 0.75 and of 1.50
 * ```
 */
export function trackRequestBudget<T>(limits: RequestLimits, fn: (tracker: RequestTracker) => T): T {
  if (limits.totalNanoUsd !== undefined) assertNonNegative(limits.totalNanoUsd, 'a total limit')
  for (const [task, limit] of Object.entries(limits.perTaskNanoUsd ?? {}))
    assertNonNegative(limit, `a limit of ${task}`)
  const parent = storage.getStore()
  const tracker = trackerOf(parent, {
    id: limits.id ?? `scope_${randomUUID()}`,
    totalNanoUsd: limits.totalNanoUsd,
    perTaskNanoUsd: limits.perTaskNanoUsd ?? {},
    attribution: { tenant: defaultTenant, ...parent?.attribution, ...limits.attribution },
    claim: limits.claim ?? parent?.claim,
  })
  return storage.run(tracker, fn, tracker)
}

/** Runs `fn` as a task of the current scope: its calls count against the task's limit as well. What is known of its source is booked with them. */
export function runTask<T>(task: Purpose, fn: () => T, about: Pick<Attribution, 'sourceKind'> = {}): T {
  const scope = currentRequestTracker()
  const attribution = { ...scope.attribution, ...about, task }
  return storage.run(trackerOf(scope.parent, { ...scope, attribution }), fn)
}

/** @throws {NoRequestScopeError} outside of every scope. */
export function currentRequestTracker(): RequestTracker {
  const tracker = storage.getStore()
  if (!tracker) throw new NoRequestScopeError()
  return tracker
}

export function tryCurrentRequestTracker(): RequestTracker | undefined {
  return storage.getStore()
}

/** The account in the ledger of a task within a scope. */
function taskAccount(scope: string, task: Purpose): string {
  return `${scope}/${task}`
}

function trackerOf(
  parent: RequestTracker | undefined,
  scope: Pick<RequestTracker, 'id' | 'totalNanoUsd' | 'perTaskNanoUsd' | 'attribution' | 'claim'>,
): RequestTracker {
  const { task } = scope.attribution
  const ofTask: ScopeLimit[] = task
    ? [{ account: taskAccount(scope.id, task), kind: 'task', limitNanoUsd: scope.perTaskNanoUsd[task] }]
    : []
  const ofScope: ScopeLimit = { account: scope.id, kind: 'scope', limitNanoUsd: scope.totalNanoUsd }
  return {
    id: scope.id,
    totalNanoUsd: scope.totalNanoUsd,
    perTaskNanoUsd: scope.perTaskNanoUsd,
    attribution: scope.attribution,
    claim: scope.claim,
    parent,
    accounts: eachOnce([...ofTask, ofScope, ...(parent?.accounts ?? [])]),
  }
}

/** A scope that is entered again within itself is one account, under its tightest limit: what it spends counts once. */
function eachOnce(accounts: readonly ScopeLimit[]): readonly ScopeLimit[] {
  const byName = new Map<string, ScopeLimit>()
  for (const scope of accounts) {
    const known = byName.get(scope.account)
    if (known?.limitNanoUsd === undefined || (scope.limitNanoUsd ?? known.limitNanoUsd) < known.limitNanoUsd)
      byName.set(scope.account, scope.limitNanoUsd === undefined && known ? known : scope)
  }
  return [...byName.values()]
}
