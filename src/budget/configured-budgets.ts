import type { BudgetMode, ConfiguredBudgets } from '../ledger/budget-limit.ts'
import type { Period } from '../ledger/period.ts'
import { defaultFor, directMessagesDefault } from '../ledger/subject.ts'
import { type NanoUsd, parseUsd } from '../money/nano-usd.ts'

interface ConfiguredLimit {
  readonly limitNanoUsd: NanoUsd
  readonly mode: BudgetMode
}

export type ConfiguredLimits = Readonly<Partial<Record<Period, ConfiguredLimit>>>

/** What a tenant may spend while nobody has said otherwise. */
const defaultTenantBudgets: Required<ConfiguredLimits> = {
  hour: hard('5'),
  day: hard('20'),
  month: hard('500'),
}

/**
 * What one person may spend in direct messages while nobody has said otherwise: a tenth, as whoever is refused on a server can go
 * on there, and there are as many such tenants as there are people.
 */
const defaultDirectMessagesBudgets: Required<ConfiguredLimits> = {
  hour: hard('0.50'),
  day: hard('2'),
  month: hard('20'),
}

/**
 * Budgets that hold where the ledger has none: an override by subject, for tenants else the defaults.
 *
 * @param isOwner whose direct messages count as a server.
 */
export function configuredBudgets(
  overrides: Readonly<Record<string, ConfiguredLimits>>,
  isOwner: (user: string) => boolean = () => false,
): ConfiguredBudgets {
  return (subject, period) => {
    const override = overrides[subject.name]?.[period]
    if (override) return { ...override, specific: true }
    const isDefault = subject.kind === 'tenant' && subject.place === 'default'
    const byDefault = isDefault ? subject : defaultFor(subject, isOwner)
    return byDefault && { ...defaultLimit(byDefault.name, period, overrides), specific: false }
  }
}

function defaultLimit(
  name: string,
  period: Period,
  overrides: Readonly<Record<string, ConfiguredLimits>>,
): ConfiguredLimit {
  const builtIn = name === directMessagesDefault.name ? defaultDirectMessagesBudgets : defaultTenantBudgets
  return overrides[name]?.[period] ?? builtIn[period]
}

function hard(usd: string): ConfiguredLimit {
  return { limitNanoUsd: parseUsd(usd), mode: 'hard' }
}
