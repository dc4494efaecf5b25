import { z } from 'zod'
import { type Depth, depths } from '../ledger/attribution.ts'
import { isOnlyHeld, type Refusal } from '../ledger/limit-state.ts'
import { type Period, periods } from '../ledger/period.ts'
import { providerProblemCodes } from '../llm/provider-problem.ts'
import { type CautionCode, cautionCodes } from '../pricing/caution.ts'
import { type Anomaly, type SpendSpike, spendDimensions } from '../report/anomalies.ts'
import type { NewNotice, Notice } from './parcel.ts'
import { settingProblemCodes, type TroubleNotice } from './trouble-notice.ts'

/** What owners are told besides crossings. */
export type OwnerNotice =
  | Exclude<Anomaly, SpendSpike>
  | SpikeNotice
  | TroubleNotice
  | CostCaution
  | RunsRefused
  | RunOverThreshold

/** A spike of the whole bot says of which servers, models and tasks there was one on that day, too. */
export interface SpikeNotice extends SpendSpike {
  /** Their names, with ', ' between them; '' of none. */
  readonly also: string
}

/** A run has cost as much as somebody wants to hear of. */
interface RunOverThreshold {
  readonly kind: 'run_over_threshold'
  readonly workflow: string
  readonly depth: Depth
  readonly costNanoUsd: bigint
  readonly thresholdNanoUsd: bigint
}

/** A budget refuses runs, although it may not be used up. */
export interface RunsRefused {
  readonly kind: 'runs_refused'
  readonly subject: string
  readonly period: Period
  /** The end of the period, which tells it from others. */
  readonly resetsAtMs: number
  readonly limitNanoUsd: bigint
  readonly spentNanoUsd: bigint
  /** What the call that was refused asked for. */
  readonly requestedNanoUsd: bigint
  /** Of the run that was refused; null while no run of it has cost anything. */
  readonly depth: Depth | null
  /** What a run of that depth needs; zero without one. */
  readonly usualNanoUsd: bigint
}

/** Undefined for the limits of a run, which are its own affair, and where the money is only set aside. */
export function refusalNotice(
  refusal: Refusal,
  run: Pick<RunsRefused, 'depth' | 'usualNanoUsd'>,
): RunsRefused | undefined {
  const { subject, period, resetsAtMs, limitNanoUsd, spentNanoUsd, requestedNanoUsd } = refusal
  if (period === undefined || resetsAtMs === undefined || isOnlyHeld(refusal)) return undefined
  const limit = { subject, period, resetsAtMs, limitNanoUsd, spentNanoUsd }
  return { kind: 'runs_refused', ...limit, requestedNanoUsd, ...run }
}

/** A caution about a cost, its values beside it. */
type CostCaution = Readonly<Record<string, string | number>> & {
  readonly kind: 'cost_caution'
  readonly code: CautionCode
  readonly model: string
}

const money = z.bigint()
const days = { fromMs: z.number(), toMs: z.number().default(0) }
const usual = { usualNanoUsd: money, boundNanoUsd: money.default(0n) }
const behind = { workflow: z.string().nullable().default(null), user: z.string().nullable().default(null) }

const ownerNotice = z.discriminatedUnion('kind', [
  // What has a default was not in notices of earlier versions, which told of hours.
  z.object({
    ...days,
    kind: z.literal('spend_spike'),
    dimension: z.enum(spendDimensions).default('bot'),
    subject: z.string().default('bot'),
    spentNanoUsd: money,
    ...usual,
    ...behind,
    also: z.string().default(''),
  }),
  z.object({
    kind: z.literal('dear_workflow'),
    fromMs: z.number().default(0),
    toMs: z.number().default(0),
    workflow: z.string(),
    user: z.string().nullable().default(null),
    depth: z.enum(depths),
    costNanoUsd: money,
    ...usual,
  }),
  z.object({
    ...days,
    kind: z.literal('price_shift'),
    model: z.string(),
    calls: z.number(),
    spentNanoUsd: money,
    ...usual,
    ...behind,
  }),
  z.object({
    ...days,
    kind: z.literal('failure_rate'),
    model: z.string(),
    calls: z.number(),
    failedCalls: z.number(),
    spentNanoUsd: money,
    usualPercent: z.number(),
    boundPercent: z.number(),
  }),
  z.object({
    kind: z.literal('run_over_threshold'),
    workflow: z.string(),
    depth: z.enum(depths),
    costNanoUsd: money,
    thresholdNanoUsd: money,
  }),
  z.object({ kind: z.literal('unpriced_model'), model: z.string() }),
  z.object({
    kind: z.literal('provider_failing'),
    code: z.enum(providerProblemCodes),
    host: z.string(),
    detail: z.string(),
  }),
  z.object({ kind: z.literal('setting_needed'), code: z.enum(settingProblemCodes), detail: z.string() }),
  z.object({
    kind: z.literal('runs_refused'),
    subject: z.string(),
    period: z.enum(periods),
    resetsAtMs: z.number(),
    limitNanoUsd: money,
    spentNanoUsd: money,
    requestedNanoUsd: money,
    // Not in notices of earlier versions.
    depth: z.enum(depths).nullable().default(null),
    usualNanoUsd: money.default(0n),
  }),
  z
    .object({ kind: z.literal('cost_caution'), code: z.enum(cautionCodes), model: z.string() })
    .catchall(z.union([z.string(), z.number()])),
]) satisfies z.ZodType<OwnerNotice>

/** A notice as the outbox keeps it. Its key lets what goes on be told once a day, and a workflow once. */
export function noticeOf(notice: OwnerNotice, atMs: number): NewNotice {
  const { kind, ...detail } = notice
  return { key: `${kind} ${keyOf(notice, atMs)}`, kind, detail, atMs }
}

/** @throws {z.ZodError} when it was kept by a version that knew other kinds. */
export function ownerNoticeOf({ kind, detail }: Pick<Notice, 'kind' | 'detail'>): OwnerNotice {
  return ownerNotice.parse({ kind, ...detail })
}

function keyOf(notice: OwnerNotice, atMs: number): string {
  const day = new Date(atMs).toISOString().slice(0, 10)
  switch (notice.kind) {
    case 'spend_spike':
      return `${notice.dimension} ${notice.subject} ${notice.fromMs}`
    // It goes on for as long as the price stays: once a month is enough.
    case 'price_shift':
      return `${notice.model} ${day.slice(0, 7)}`
    case 'failure_rate':
      return `${notice.model} ${notice.fromMs}`
    case 'dear_workflow':
    case 'run_over_threshold':
      return notice.workflow
    case 'unpriced_model':
      return `${notice.model} ${day}`
    case 'provider_failing':
      return `${notice.code} ${notice.host} ${day}`
    case 'setting_needed':
      return `${notice.code} ${day}`
    // Once a period and limit.
    case 'runs_refused':
      return `${notice.subject} ${notice.period} ${notice.resetsAtMs} ${notice.limitNanoUsd}`
    // Once for good: it says how costs are booked from now on.
    case 'cost_caution':
      return `${notice.code} ${notice.model}`
    default:
      return notice satisfies never
  }
}
