import { z } from 'zod'
import { purposes } from '../ledger/attribution.ts'
import type { Entry } from '../ledger/entry.ts'
import { instant, usd } from './fields.ts'

const callForm = {
  entry: z.string(),
  workflow: z.string().nullable(),
  task: z.enum(purposes).nullable(),
  /** `<provider>:<model>`. */
  model: z.string(),
}

/** Calls that stand at what was held, because nobody has told what they cost. */
export const unresolvedForm = z.array(
  z.strictObject({
    ...callForm,
    held_usd: usd,
    /** When the call was made. */
    at: instant,
  }),
)
export type UnresolvedJson = z.input<typeof unresolvedForm>

export function unresolvedToJson(entries: readonly Entry[]): UnresolvedJson {
  return z.encode(
    unresolvedForm,
    entries.map((entry) => ({ ...callOf(entry), held_usd: entry.amountNanoUsd, at: entry.heldAtMs })),
  )
}

/** What was booked instead of an entry. */
export const correctionForm = z.strictObject({
  /** The line that stands now; a further correction names it. */
  ...callForm,
  corrects: z.string(),
  amount_usd: usd,
  /** When the correction was booked. */
  at: instant,
})
export type CorrectionJson = z.input<typeof correctionForm>

/** @param corrects the id of the entry that `replacement` stands for. */
export function correctionToJson(replacement: Entry, corrects: string): CorrectionJson {
  return z.encode(correctionForm, {
    ...callOf(replacement),
    corrects,
    amount_usd: replacement.amountNanoUsd,
    at: replacement.bookedAtMs,
  })
}

function callOf({ id, workflow, task, provider, model }: Entry) {
  return { entry: id, workflow: workflow ?? null, task: task ?? null, model: `${provider}:${model}` }
}
