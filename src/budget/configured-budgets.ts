import type { BudgetMode, ConfiguredBudgets } from '../ledger/budget-limit.ts'
import type { Period } from '../ledger/period.ts'
import { subjectKind } from '../ledger/subject.ts'
import { type NanoUsd, parseUsd } from '../money/nano-usd.ts'

export interface ConfiguredLimit {
  readonly limitNanoUsd: NanoUsd
  readonly mode: BudgetMode
}

export type ConfiguredLimits = Readonly<Partial<Record<Period, ConfiguredLimit>>>

/** What a tenant may spend while nobody has said otherwise. */
export const defaultTenantBudgets: Required<ConfiguredLimits> = {
  hour: { limitNanoUsd: parseUsd('5'), mode: 'hard' },
  day: { limitNanoUsd: parseUsd('20'), mode: 'hard' },
  month: { limitNanoUsd: parseUsd('500'), mode: 'hard' },
}

/** Budgets that hold where the ledger has none: an override by subject, for tenants else the defaults. */
export function configuredBudgets(overrides: Readonly<Record<string, ConfiguredLimits>>): ConfiguredBudgets {
  return (subject, period) => {
    const override = overrides[subject]?.[period]
    if (override) return { ...override, specific: true }
    if (subjectKind(subject) !== 'tenant') return undefined
    const byDefault = overrides['default']?.[period] ?? defaultTenantBudgets[period]
    return { ...byDefault, specific: false }
  }
}
