import { z } from 'zod'
import { depths, operations, purposes } from '../ledger/attribution.ts'
import { type Entry, entryKinds, provenances } from '../ledger/entry.ts'
import { toExactUsd, toUsdNumber } from '../money/format.ts'
import { type CsvCell, toCsv } from './csv.ts'
import { count, instant, usd } from './fields.ts'

const text = z.nullable(z.string())
const tokens = z.nullable(count)

/** A line of the ledger as other programs read it. What is not known is null. */
export const entryForm = z.strictObject({
  id: z.string(),
  kind: z.enum(entryKinds),
  /** The entry that this one corrects. */
  corrects: text,
  /** What decides its periods: when its money was held. */
  at: instant,
  booked_at: instant,
  tenant: z.string(),
  user: text,
  workflow: text,
  conversation: text,
  task: z.enum(purposes).nullable(),
  depth: z.enum(depths).nullable(),
  source_kind: text,
  operation: z.enum(operations),
  provider: z.string(),
  model: z.string(),
  served_model: text,
  attempt: count,
  cost_usd: usd,
  provenance: z.enum(provenances),
  calls: count,
  failed_calls: count,
  free_requests: count,
  input_tokens: tokens,
  output_tokens: tokens,
  cache_read_tokens: tokens,
  cache_write_tokens: tokens,
  reasoning_tokens: tokens,
  audio_seconds: z.nullable(z.number()),
  overage: z.boolean(),
  price_version: z.string(),
})
export type EntryJson = z.input<typeof entryForm>

/** Written field by field: a schema would take longer than the reading of a line. */
export function entryToJson(entry: Entry): EntryJson {
  return fieldsOf(entry, toUsdNumber(entry.amountNanoUsd))
}

/** The names of the columns, as a line. */
export function entryCsvHeader(): string {
  return toCsv([Object.keys(entryForm.shape)])
}

/** A line each, with costs as exact decimals. */
export function entriesToCsv(entries: readonly Entry[]): string {
  return toCsv(
    entries.map((entry) => Object.values(fieldsOf(entry, { number: toExactUsd(entry.amountNanoUsd) }))),
  )
}

/** In the order of the columns. */
function fieldsOf<Cost extends CsvCell>(entry: Entry, cost: Cost) {
  const { inputTokens, outputTokens, audioSeconds } = entry.usage
  const at = new Date(entry.heldAtMs).toISOString()
  return {
    id: entry.id,
    kind: entry.kind,
    corrects: entry.corrects ?? null,
    at,
    booked_at: entry.bookedAtMs === entry.heldAtMs ? at : new Date(entry.bookedAtMs).toISOString(),
    tenant: entry.tenant,
    user: entry.user ?? null,
    workflow: entry.workflow ?? null,
    conversation: entry.conversation ?? null,
    task: entry.task ?? null,
    depth: entry.depth ?? null,
    source_kind: entry.sourceKind ?? null,
    operation: entry.operation,
    provider: entry.provider,
    model: entry.model,
    served_model: entry.servedModel ?? null,
    attempt: entry.attempt ?? 1,
    cost_usd: cost,
    provenance: entry.provenance,
    calls: entry.calls,
    failed_calls: entry.failedCalls,
    free_requests: entry.freeRequests,
    input_tokens: inputTokens?.total ?? null,
    output_tokens: outputTokens?.total ?? null,
    cache_read_tokens: inputTokens?.cacheRead ?? null,
    cache_write_tokens: inputTokens?.cacheWrite ?? null,
    reasoning_tokens: outputTokens?.reasoning ?? null,
    audio_seconds: audioSeconds ?? null,
    overage: entry.overage,
    price_version: entry.priceVersion,
  }
}
