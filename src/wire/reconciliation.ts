import { z } from 'zod'
import type { Correction } from '../llm/reconciling/corrections.ts'
import { driftClasses } from '../report/explain-drift.ts'
import type { Reconciliation } from '../report/reconciliation.ts'
import { usd } from './fields.ts'

/** Of a model on a day of UTC. */
const sumsForm = {
  date: z.iso.date(),
  provider: z.string(),
  /** As the ledger has it; an item of the bill that is no known model, as the bill has it. */
  model: z.string(),
  ledger_usd: usd,
  provider_usd: usd,
}

/** A bill held against the ledger. */
export const reconciliationForm = z.strictObject({
  days: z.array(
    z.strictObject({
      ...sumsForm,
      /** What the provider charges beyond the ledger. */
      drift_usd: usd,
      explained: z.array(z.strictObject({ class: z.enum(driftClasses), usd })),
      /** What is left of the drift. */
      unexplained_usd: usd,
    }),
  ),
  /** Today and yesterday: the provider may still add to them. */
  open_days: z.array(z.strictObject(sumsForm)),
  /** Items of the bill that are no known model; they are among the days too. */
  unknown_items: z.array(z.strictObject({ date: z.iso.date(), item: z.string(), usd })),
  corrections: z.array(
    z.strictObject({
      entry: z.string(),
      date: z.iso.date(),
      model: z.string(),
      from_usd: usd,
      to_usd: usd,
      booked: z.boolean(),
    }),
  ),
})
export type ReconciliationJson = z.input<typeof reconciliationForm>

export function reconciliationToJson(
  provider: string,
  { days, openDays, unknownItems }: Reconciliation,
  corrections: readonly Correction[],
): ReconciliationJson {
  const sums = (day: Reconciliation['openDays'][number]) => ({
    date: day.date,
    provider,
    model: day.model,
    ledger_usd: day.ledgerNanoUsd,
    provider_usd: day.providerNanoUsd,
  })
  return z.encode(reconciliationForm, {
    days: days.map((day) => ({
      ...sums(day),
      drift_usd: day.driftNanoUsd,
      explained: day.explained.map((each) => ({ class: each.class, usd: each.amountNanoUsd })),
      unexplained_usd: day.unexplainedNanoUsd,
    })),
    open_days: openDays.map(sums),
    unknown_items: unknownItems.map(({ date, item, amountNanoUsd }) => ({ date, item, usd: amountNanoUsd })),
    corrections: corrections.map(({ entry, date, model, fromNanoUsd, toNanoUsd, isBooked }) => ({
      entry,
      date,
      model,
      from_usd: fromNanoUsd,
      to_usd: toNanoUsd,
      booked: isBooked,
    })),
  })
}
