import { assertNonNegative, type NanoUsd } from '../../money/nano-usd.ts'
import type {
  BudgetChange,
  BudgetLimit,
  BudgetMode,
  BudgetRefusal,
  ConfiguredBudget,
  ConfiguredBudgets,
  SetBudgetRequest,
  SetterRole,
} from '../budget-limit.ts'
import type { Period } from '../period.ts'
import { defaultFor, type Subject } from '../subject.ts'

/** All that was set for one period of a subject, before it is decided what of it binds. */
export interface BudgetSources {
  /** What an owner has set for the subject itself, unless it was taken away. */
  readonly byOwner: BudgetLimit | undefined
  /** What a manager has set since then, unless it was taken back. */
  readonly byManager: BudgetLimit | undefined
  /** What an owner has set for all tenants; undefined for what is no tenant. */
  readonly byDefault: BudgetLimit | undefined
  readonly configured: ConfiguredBudget | undefined
}

/** A change of a limit as a store has it. */
export interface StoredBudget extends Pick<BudgetLimit, 'mode' | 'revision'> {
  /** Null where the limit was taken away. */
  readonly limitNanoUsd: NanoUsd | null
}

/**
 * What was set for a period of a subject, of the newest changes. An owner's change takes the place of what a manager had set before it.
 *
 * @param newest the newest change of a subject's period by somebody in a role
 */
export function budgetSources(
  subject: Subject,
  period: Period,
  newest: (subject: string, period: Period, role: SetterRole) => StoredBudget | undefined,
  configured: ConfiguredBudgets,
  isOwner: (user: string) => boolean,
): BudgetSources {
  const byOwner = newest(subject.name, period, 'owner')
  const byManager = newest(subject.name, period, 'manager')
  const isSuperseded =
    byOwner !== undefined && byManager !== undefined && byOwner.revision > byManager.revision
  const byDefault = defaultFor(subject, isOwner)
  return {
    byOwner: limitOf(byOwner),
    byManager: isSuperseded ? undefined : limitOf(byManager),
    byDefault: byDefault && limitOf(newest(byDefault.name, period, 'owner')),
    configured: configured(subject, period),
  }
}

function limitOf(stored: StoredBudget | undefined): BudgetLimit | undefined {
  if (!stored || stored.limitNanoUsd === null) return undefined
  const { limitNanoUsd, mode, revision } = stored
  return { limitNanoUsd, mode, revision, origin: 'own' }
}

/**
 * How far managers may go: what an owner has set for the subject, else what the configuration says of it by name,
 * else the default of all tenants, else the configured default. Undefined: nothing limits.
 */
export function capOf({ byOwner, byDefault, configured }: BudgetSources): BudgetLimit | undefined {
  if (byOwner) return byOwner
  if (byDefault && !configured?.specific) return { ...byDefault, origin: 'default' }
  return (
    configured && {
      limitNanoUsd: configured.limitNanoUsd,
      mode: configured.mode,
      revision: 0,
      origin: 'config',
    }
  )
}

/**
 * The limit that binds: a manager's where there is one, but never beyond the cap, which may have come down since.
 * A manager's 8.00 under a cap of 20.00 binds at 8.00; when the owner lowers the default to 5.00, at 5.00.
 */
export function budgetInForce(sources: BudgetSources): BudgetLimit | undefined {
  const cap = capOf(sources)
  const { byManager } = sources
  if (!cap || !byManager) return byManager ?? cap
  const lower = byManager.limitNanoUsd <= cap.limitNanoUsd ? byManager : cap
  const mode: BudgetMode = byManager.mode === 'hard' || cap.mode === 'hard' ? 'hard' : 'soft'
  return { ...lower, mode }
}

export type BudgetDecision =
  | { readonly kind: 'set'; readonly change: Omit<BudgetChange, 'revision'> }
  | BudgetRefusal

/**
 * Whether a budget may be set as asked. Owners may anything. A manager may go up to the cap, in the amount (equal
 * is allowed) as well as in the mode, and take back what a manager has set, so that the cap binds again.
 *
 * @throws {InvalidAmountError} for a negative limit.
 */
export function decideBudget(request: SetBudgetRequest, sources: BudgetSources): BudgetDecision {
  const { subject, period, limitNanoUsd, by, role, atMs } = request
  if (limitNanoUsd !== undefined) assertNonNegative(limitNanoUsd, 'a limit')
  const before = budgetInForce(sources)
  const mode = request.mode ?? before?.mode ?? 'hard'
  if (role === 'manager') {
    const refusal =
      limitNanoUsd === undefined ? refuseTakingBack(sources) : refuseBeyondCap(limitNanoUsd, mode, sources)
    if (refusal) return refusal
  }
  const previousLimitNanoUsd = before?.limitNanoUsd
  return {
    kind: 'set',
    change: { subject, period, limitNanoUsd, mode, previousLimitNanoUsd, by, role, atMs },
  }
}

function refuseTakingBack(sources: BudgetSources): BudgetRefusal | undefined {
  return sources.byManager ? undefined : { kind: 'nothing_to_take_back', budget: capOf(sources) }
}

function refuseBeyondCap(
  limitNanoUsd: bigint,
  mode: BudgetMode,
  sources: BudgetSources,
): BudgetRefusal | undefined {
  const cap = capOf(sources)
  if (!cap) return undefined
  if (limitNanoUsd > cap.limitNanoUsd) return { kind: 'beyond_cap', exceeds: 'limit', cap }
  return mode === 'soft' && cap.mode === 'hard' ? { kind: 'beyond_cap', exceeds: 'mode', cap } : undefined
}
