import { z } from 'zod'
import { type BookedAnomaly, spendDimensions } from '../report/anomalies.ts'
import { count, instant, usd } from './fields.ts'

const span = { from: instant, to: instant }

/** Something in the books that stands out. */
const anomalyForm = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('spend_spike'),
    dimension: z.enum(spendDimensions),
    /** `bot`, a tenant, a model as `<provider>:<model>`, or a task. */
    subject: z.string(),
    ...span,
    spent_usd: usd,
    usual_usd: usd,
    bound_usd: usd,
    workflow: z.string().optional(),
    user: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('dear_workflow'),
    /** Its depth. */
    subject: z.string(),
    ...span,
    spent_usd: usd,
    usual_usd: usd,
    bound_usd: usd,
    workflow: z.string(),
    user: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('price_shift'),
    /** The model. All three amounts are of as many calls. */
    subject: z.string(),
    ...span,
    calls: count,
    spent_usd: usd,
    usual_usd: usd,
    bound_usd: usd,
    workflow: z.string().optional(),
    user: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('failure_rate'),
    /** The model. */
    subject: z.string(),
    ...span,
    calls: count,
    failed_calls: count,
    spent_usd: usd,
    /** What stands out is not money. */
    usual_usd: z.null(),
    bound_usd: z.null(),
    usual_failed_percent: z.number(),
    bound_failed_percent: z.number(),
  }),
])
export const anomaliesForm = z.array(anomalyForm)
export type AnomaliesJson = z.input<typeof anomaliesForm>

export function anomaliesToJson(anomalies: readonly BookedAnomaly[]): AnomaliesJson {
  return z.encode(anomaliesForm, anomalies.map(valuesOf))
}

function valuesOf(anomaly: BookedAnomaly): z.output<typeof anomalyForm> {
  const span = { from: anomaly.fromMs, to: anomaly.toMs }
  switch (anomaly.kind) {
    case 'spend_spike': {
      const { kind, dimension, subject } = anomaly
      return { kind, dimension, subject, ...span, ...amountsOf(anomaly), ...behindOf(anomaly) }
    }
    case 'dear_workflow': {
      const { kind, depth: subject, workflow, costNanoUsd: spentNanoUsd } = anomaly
      return {
        kind,
        subject,
        ...span,
        ...amountsOf({ ...anomaly, spentNanoUsd }),
        ...behindOf(anomaly),
        workflow,
      }
    }
    case 'price_shift': {
      const { kind, model: subject, calls } = anomaly
      return { kind, subject, ...span, calls, ...amountsOf(anomaly), ...behindOf(anomaly) }
    }
    case 'failure_rate': {
      const { kind, model: subject, calls, failedCalls, usualPercent, boundPercent } = anomaly
      return {
        kind,
        subject,
        ...span,
        calls,
        failed_calls: failedCalls,
        spent_usd: anomaly.spentNanoUsd,
        usual_usd: null,
        bound_usd: null,
        usual_failed_percent: usualPercent,
        bound_failed_percent: boundPercent,
      }
    }
    default:
      return anomaly satisfies never
  }
}

function amountsOf({
  spentNanoUsd,
  usualNanoUsd,
  boundNanoUsd,
}: {
  readonly spentNanoUsd: bigint
  readonly usualNanoUsd: bigint
  readonly boundNanoUsd: bigint
}) {
  return { spent_usd: spentNanoUsd, usual_usd: usualNanoUsd, bound_usd: boundNanoUsd }
}

function behindOf({ workflow, user }: { readonly workflow: string | null; readonly user: string | null }) {
  return { ...(workflow !== null && { workflow }), ...(user !== null && { user }) }
}
