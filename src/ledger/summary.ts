import type { NanoUsd } from '../money/nano-usd.ts'
import type { Period } from './period.ts'
import type { Subject } from './subject.ts'

/** `fromMs <= held at < toMs`, epoch milliseconds. */
export interface TimeRange {
  readonly fromMs: number
  readonly toMs: number
}

export interface SummaryFilter {
  readonly tenant?: string | undefined
  /** The user's id. */
  readonly user?: string | undefined
}

/** Sums over entries. Every figure is a plain sum, so parts add up to their whole. */
export interface Totals {
  readonly costNanoUsd: NanoUsd
  /** The part of the cost that is estimated. */
  readonly estimatedNanoUsd: NanoUsd
  /** The part of the cost that stands at what was held, because nobody told. */
  readonly unresolvedNanoUsd: NanoUsd
  readonly calls: number
  readonly failedCalls: number
  readonly freeRequests: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cacheReadTokens: number
  readonly cacheWriteTokens: number
  readonly reasoningTokens: number
}

export const noTotals: Totals = {
  costNanoUsd: 0n,
  estimatedNanoUsd: 0n,
  unresolvedNanoUsd: 0n,
  calls: 0,
  failedCalls: 0,
  freeRequests: 0,
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
}

export function addTotals(a: Totals, b: Totals): Totals {
  return {
    costNanoUsd: a.costNanoUsd + b.costNanoUsd,
    estimatedNanoUsd: a.estimatedNanoUsd + b.estimatedNanoUsd,
    unresolvedNanoUsd: a.unresolvedNanoUsd + b.unresolvedNanoUsd,
    calls: a.calls + b.calls,
    failedCalls: a.failedCalls + b.failedCalls,
    freeRequests: a.freeRequests + b.freeRequests,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
    cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
    reasoningTokens: a.reasoningTokens + b.reasoningTokens,
  }
}

/** What is left of the one without the other, which is a part of it. */
export function subtractTotals(whole: Totals, part: Totals): Totals {
  return {
    costNanoUsd: whole.costNanoUsd - part.costNanoUsd,
    estimatedNanoUsd: whole.estimatedNanoUsd - part.estimatedNanoUsd,
    unresolvedNanoUsd: whole.unresolvedNanoUsd - part.unresolvedNanoUsd,
    calls: whole.calls - part.calls,
    failedCalls: whole.failedCalls - part.failedCalls,
    freeRequests: whole.freeRequests - part.freeRequests,
    inputTokens: whole.inputTokens - part.inputTokens,
    outputTokens: whole.outputTokens - part.outputTokens,
    cacheReadTokens: whole.cacheReadTokens - part.cacheReadTokens,
    cacheWriteTokens: whole.cacheWriteTokens - part.cacheWriteTokens,
    reasoningTokens: whole.reasoningTokens - part.reasoningTokens,
  }
}

export const summaryDimensions = ['task', 'model', 'provider', 'operation', 'depth'] as const
export type SummaryDimension = (typeof summaryDimensions)[number]

export interface Summary extends Totals {
  /** Names to their totals, for each dimension; what has no task or depth stands under `none`. Models read `<provider>:<model>`. */
  readonly by: Readonly<Record<SummaryDimension, ReadonlyMap<string, Totals>>>
}

/** One bar of a series: a period of the subject's calendar that has spend. */
export interface SeriesPoint {
  readonly startMs: number
  readonly spentNanoUsd: NanoUsd
}

export interface SeriesRequest extends TimeRange {
  readonly subject: Subject
  readonly period: Period
}

/** The finest sum that is kept: of one kind of call of one tenant. */
export interface UsageSum extends Totals {
  readonly tenant: string
  readonly provider: string
  /** Without its provider. */
  readonly model: string
  readonly operation: string
  /** '' for calls without one, as with `depth`. */
  readonly task: string
  readonly depth: string
}
