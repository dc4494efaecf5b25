import type { NanoUsd } from '../money/nano-usd.ts'
import { leftOf } from './limit-state.ts'
import type { Period } from './period.ts'
import type { Subject } from './subject.ts'

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

export interface ConfiguredBudget {
  readonly limitNanoUsd: NanoUsd
  readonly mode: BudgetMode
  /** It names the subject; otherwise it is for all tenants that have none of their own. */
  readonly specific: boolean
}

/** Limits that hold where the ledger has none: from the configuration, else built in. */
export type ConfiguredBudgets = (subject: Subject, period: Period) => ConfiguredBudget | undefined

const setterRoles = ['owner', 'manager'] as const
/** As whom somebody sets a budget: owners (and who runs the command line) as they like, a server's managers only lower ones. */
export type SetterRole = (typeof setterRoles)[number]

export interface SetBudgetRequest {
  readonly subject: Subject
  readonly period: Period
  /**
   * Undefined takes the limit away. An owner's: the default holds again, also where a manager had set a lower
   * one. A manager's: what an owner allows holds again.
   */
  readonly limitNanoUsd: NanoUsd | undefined
  /** Left out: as the limit in force, else `hard`. */
  readonly mode?: BudgetMode | undefined
  /** Who did it, for the history. */
  readonly by: string
  readonly role: SetterRole
  readonly atMs: number
}

export interface BudgetChange {
  readonly revision: number
  readonly subject: Subject
  readonly period: Period
  readonly limitNanoUsd: NanoUsd | undefined
  readonly mode: BudgetMode
  /** What was in force before. */
  readonly previousLimitNanoUsd: NanoUsd | undefined
  readonly by: string
  readonly role: SetterRole
  readonly atMs: number
}

/** Why a manager's change was not made. */
export type BudgetRefusal =
  /** It would allow more than the cap: a higher limit, or warning where the cap refuses. */
  | { readonly kind: 'beyond_cap'; readonly exceeds: 'limit' | 'mode'; readonly cap: BudgetLimit }
  /** No manager has set a limit; `budget` is what binds, and an owner's to change. */
  | { readonly kind: 'nothing_to_take_back'; readonly budget: BudgetLimit | undefined }

export type SetBudgetResult =
  | {
      readonly kind: 'set'
      readonly change: BudgetChange
      /** The period as this change leaves it. */
      readonly status: BudgetStatus
    }
  | BudgetRefusal

/** One period of one subject: what may be spent, what was, what is set aside. */
export interface BudgetStatus {
  readonly subject: Subject
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
  return status.budget && leftOf({ ...status, limitNanoUsd: status.budget.limitNanoUsd })
}
