import type { NanoUsd } from '../money/nano-usd.ts'
import type { Period } from './period.ts'
import type { Subject } from './subject.ts'

/** Percent of a budget at which its owners hear of it; at 100 it is used up. */
export const thresholdsPercent = [50, 75, 90, 100] as const
export type ThresholdPercent = (typeof thresholdsPercent)[number]

/** A crossing that owners are to be told, once per subject, period, revision of the budget and threshold. */
export interface Alert {
  readonly id: number
  readonly subject: Subject
  readonly period: Period
  readonly periodStartMs: number
  readonly revision: number
  readonly thresholdPercent: ThresholdPercent
  /** As they stood when the threshold was crossed. */
  readonly spentNanoUsd: NanoUsd
  readonly limitNanoUsd: NanoUsd
  readonly createdAtMs: number
}

/** Where thresholds are told once each: a period of a subject, under one revision of its budget. */
export type AlertPlace = Pick<Alert, 'subject' | 'period' | 'periodStartMs' | 'revision'>

export const tellings = ['waiting', 'delivered', 'kept'] as const
/** Whether owners have been told of a crossing: it is on its way, they have, or no way was left. */
export type Telling = (typeof tellings)[number]

export interface ToldAlert extends Alert {
  readonly telling: Telling
  /** When they were told, or it was given up, epoch milliseconds; undefined while it is on its way. */
  readonly endedAtMs: number | undefined
}
