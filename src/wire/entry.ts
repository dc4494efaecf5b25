import { z } from 'zod'
import { depths, operations, purposes } from '../ledger/attribution.ts'
import { type Entry, entryKinds, provenances } from '../ledger/entry.ts'
import { toExactUsd } from '../money/format.ts'
import { toCsv } from './csv.ts'
import { count, instant, usd } from './fields.ts'

/** One line of the books. */
const entryForm = z.strictObject({
  id: z.string(),
  kind: z.enum(entryKinds),
  corrects: z.string().nullable(),
  /** What decides its periods. */
  at: instant,
  booked_at: instant,
  tenant: z.string(),
  user: z.string().nullable(),
  workflow: z.string().nullable(),
  task: z.enum(purposes).nullable(),
  depth: z.enum(depths).nullable(),
  provider: z.string(),
  model: z.string(),
  operation: z.enum(operations),
  cost_usd: usd,
  provenance: z.enum(provenances),
  calls: count,
  input_tokens: count.nullable(),
  output_tokens: count.nullable(),
})
export type EntryJson = z.input<typeof entryForm>

export function entryToJson(entry: Entry): EntryJson {
  return z.encode(entryForm, {
    id: entry.id,
    kind: entry.kind,
    corrects: entry.corrects ?? null,
    at: entry.heldAtMs,
    booked_at: entry.bookedAtMs,
    tenant: entry.tenant,
    user: entry.user ?? null,
    workflow: entry.workflow ?? null,
    task: entry.task ?? null,
    depth: entry.depth ?? null,
    provider: entry.provider,
    model: entry.model,
    operation: entry.operation,
    cost_usd: entry.amountNanoUsd,
    provenance: entry.provenance,
    calls: entry.calls,
    input_tokens: entry.usage.inputTokens?.total ?? null,
    output_tokens: entry.usage.outputTokens?.total ?? null,
  })
}

const columns = Object.keys(entryForm.shape) as readonly (keyof EntryJson)[]

/** The names of the columns, as a line. */
export function entryCsvHeader(): string {
  return toCsv([columns])
}

/** Lines of a table; costs are exact US dollars. */
export function entriesToCsv(entries: readonly Entry[]): string {
  return toCsv(
    entries.map((entry) => {
      const values = entryToJson(entry)
      return columns.map((column) =>
        column === 'cost_usd' ? { number: toExactUsd(entry.amountNanoUsd) } : (values[column] ?? ''),
      )
    }),
  )
}
