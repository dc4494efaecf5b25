import type { ThresholdPercent } from '../ledger/alert.ts'
import type { BudgetMode } from '../ledger/budget-limit.ts'
import type { Period } from '../ledger/period.ts'
import type { Subject } from '../ledger/subject.ts'
import type { NanoUsd } from '../money/nano-usd.ts'

/** A threshold that one period of the subject has reached, with the figures of the moment it did. */
export interface CrossedThreshold {
  readonly period: Period
  /** 100: the budget is used up. */
  readonly thresholdPercent: ThresholdPercent
  readonly spentNanoUsd: NanoUsd
  readonly limitNanoUsd: NanoUsd
  /** Two decimals; above 100 when the last call went past the limit. */
  readonly usedPercent: number
  /** Never below zero. */
  readonly remainingNanoUsd: NanoUsd
  readonly mode: BudgetMode
  readonly crossedAtMs: number
  readonly resetsAtMs: number
}

export interface TopSpender {
  /** Of a tenant its users spend, of the whole bot its tenants. */
  readonly subject: Subject
  /** As Discord names them, when that is known. Hostile: not escaped yet. */
  readonly displayName: string | undefined
  readonly spentNanoUsd: NanoUsd
}

const alertSuggestions = [
  /** Raise the limit, or nothing starts until the reset. */
  'raise_limit',
  /** One user has spent more than half: a daily limit for that user would keep the rest for the others. */
  'limit_top_user',
  /** One tenant has spent more than half: a lower budget for it. */
  'limit_top_tenant',
  /** Ask for shallower depths until the reset. */
  'shallower_depth',
  /** The budget is soft: calls go on. Make it hard to stop them. */
  'make_hard',
] as const
export type AlertSuggestion = (typeof alertSuggestions)[number]

/** What one message tells the owners: all that one subject has crossed at once. */
export interface AlertDetails {
  readonly subject: Subject
  /** As Discord names the server or user, when that is known. Hostile: not escaped yet. */
  readonly displayName: string | undefined
  /** The highest threshold first, the longer period first among equals; of one period only the highest. */
  readonly alerts: readonly [CrossedThreshold, ...CrossedThreshold[]]
  /** Of the period of the first alert, dearest first, at most five; none for a user. */
  readonly topSpenders: readonly TopSpender[]
  /** What to do next, the most useful first. */
  readonly suggestions: readonly AlertSuggestion[]
  /** IANA name of the subject's time zone. */
  readonly timeZone: string
}
