import type { NanoUsd } from '../money/nano-usd.ts'
import type { Period } from './period.ts'
import type { SubjectKind } from './subject.ts'

export const budgetModes = ['hard', 'soft'] as const
/** `hard` refuses what would go past the limit, `soft` admits it and warns. */
export type BudgetMode = (typeof budgetModes)[number]

export const budgetOrigins = ['own', 'default', 'config'] as const

/** A limit as it binds a subject. */
export interface BudgetLimit {
  readonly limitNanoUsd: NanoUsd
  readonly mode: BudgetMode
  /** Counts up with every change anywhere; 0 for limits that come from the configuration. */
  readonly revision: number
  /** Set for the subject itself, for all tenants (`default`), or by the configuration file and built-in defaults. */
  readonly origin: (typeof budgetOrigins)[number]
}

/** Limits that hold where the ledger has none: from the configuration, else built in. */
export type ConfiguredBudgets = (
  subject: string,
  period: Period,
) => { readonly limitNanoUsd: NanoUsd; readonly mode: BudgetMode; readonly specific: boolean } | undefined

export interface SetBudgetRequest {
  readonly subject: string
  readonly period: Period
  /** Undefined takes the limit away: the default holds again. */
  readonly limitNanoUsd: NanoUsd | undefined
  readonly mode: BudgetMode
  /** Who did it, for the history. */
  readonly by: string
  readonly atMs: number
}

export interface BudgetChange {
  readonly revision: number
  readonly subject: string
  readonly period: Period
  readonly limitNanoUsd: NanoUsd | undefined
  readonly mode: BudgetMode
  readonly previousLimitNanoUsd: NanoUsd | undefined
  readonly by: string
  readonly atMs: number
}

/** One period of one subject: what may be spent, what was, what is set aside. */
export interface BudgetStatus {
  readonly subject: string
  readonly kind: SubjectKind
  readonly period: Period
  readonly budget: BudgetLimit | undefined
  readonly spentNanoUsd: NanoUsd
  readonly heldNanoUsd: NanoUsd
  readonly startMs: number
  readonly resetsAtMs: number
  readonly timeZone: string
}

/** What is left of a limit, never below zero; undefined when nothing limits. */
export function remainderNanoUsd(status: {
  readonly budget: BudgetLimit | undefined
  readonly spentNanoUsd: NanoUsd
  readonly heldNanoUsd: NanoUsd
}): NanoUsd | undefined {
  if (!status.budget) return undefined
  const left = status.budget.limitNanoUsd - status.spentNanoUsd - status.heldNanoUsd
  return left > 0n ? left : 0n
}
