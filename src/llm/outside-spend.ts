import { createHash } from 'node:crypto'
import { type Attribution, type Purpose, purposes } from '../ledger/attribution.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { RecordRequest } from '../ledger/requests.ts'
import { type NanoUsd, sum } from '../money/nano-usd.ts'
import type { MeterObserver } from './meter.ts'

/** What a runner elsewhere has spent already. */
export interface OutsideEvent {
  /** Made by whoever reports it; the idempotency key. */
  readonly id: string
  readonly attribution: Pick<Attribution, 'tenant' | 'user' | 'workflow'>
  /** When it was, epoch milliseconds; undefined: now. */
  readonly atMs: number | undefined
  readonly totalNanoUsd: NanoUsd
  readonly apiCalls: number
  readonly freeRequests: number
  /** By the names that the runner has for its stages. */
  readonly nodeCostsNanoUsd: Readonly<Record<string, NanoUsd>>
  readonly promptTokens: number
  readonly completionTokens: number
}

/** Which events are known. */
export interface OutsideEventStore {
  /**
   * Keeps that an event has come.
   *
   * @param reporter ids of one reporter say nothing of those of another
   * @returns `same` and `other`: it had come before, with this content or another; then nothing changes.
   */
  keep(event: {
    readonly reporter: string
    readonly id: string
    readonly contentHash: string
    readonly atMs: number
  }): Promise<'new' | 'same' | 'other'>
}

export interface OutsideSpendOptions {
  readonly ledger: Pick<LedgerStore, 'record'>
  readonly events: OutsideEventStore
  readonly now: () => number
  readonly observer: MeterObserver
}

/** Where such spend stands in reports by provider and model. */
const seenAs = {
  provider: 'external',
  model: 'track_cost',
  operation: 'generate',
  priceVersion: 'external',
} as const

/** Books what was spent elsewhere: it is gone, so that no limit refuses it, but it counts against all of them. */
export class OutsideSpend {
  readonly #options: OutsideSpendOptions

  constructor(options: OutsideSpendOptions) {
    this.#options = options
  }

  /** A repeated event books nothing, but completes what a crash has left of its first time. */
  async report(event: OutsideEvent, reporter: string): Promise<'new' | 'same' | 'other'> {
    const { events, now } = this.#options
    const contentHash = hashOf(event)
    const kept = await events.keep({ reporter, id: event.id, contentHash, atMs: now() })
    if (kept !== 'other') for (const line of linesOf(event, reporter, now())) await this.#book(line)
    return kept
  }

  async #book(line: RecordRequest): Promise<void> {
    const { ledger, observer } = this.#options
    const recorded = await ledger.record(line)
    if (recorded.kind === 'recorded') observer.booked?.(recorded)
    // The name of a workflow of our own, which nobody but its run books for: the money is gone all the same.
    else await this.#book({ ...line, attribution: { ...line.attribution, workflow: undefined } })
  }
}

/** A line for each stage of ours that cost something, and one for the rest; the first one counts the calls and tokens. */
function linesOf(event: OutsideEvent, reporter: string, nowMs: number): readonly RecordRequest[] {
  const known = purposes.flatMap((task) => {
    const cost = event.nodeCostsNanoUsd[task] ?? 0n
    return cost > 0n ? [{ task, cost }] : []
  })
  const restNanoUsd = event.totalNanoUsd - sum(known.map(({ cost }) => cost))
  // Stages that come to more than the whole say nothing of it.
  const parts: readonly { readonly task: Purpose | undefined; readonly cost: NanoUsd }[] =
    restNanoUsd < 0n
      ? [{ task: undefined, cost: event.totalNanoUsd }]
      : restNanoUsd > 0n || known.length === 0
        ? [...known, { task: undefined, cost: restNanoUsd }]
        : known
  return parts.map(({ task, cost }, index) => ({
    id: `event:${hash(`${reporter}\n${event.id}`)}:${index}`,
    attribution: { ...event.attribution, task },
    call: seenAs,
    scopes: [],
    amountNanoUsd: cost,
    followedByNanoUsd: sum(parts.slice(index + 1).map((part) => part.cost)),
    provenance: 'reported',
    usage:
      index === 0
        ? { inputTokens: { total: event.promptTokens }, outputTokens: { total: event.completionTokens } }
        : {},
    counts:
      index === 0
        ? { calls: event.apiCalls, freeRequests: event.freeRequests }
        : { calls: 0, freeRequests: 0 },
    atMs: event.atMs ?? nowMs,
    isDated: event.atMs !== undefined,
  }))
}

function hashOf({ attribution, nodeCostsNanoUsd, ...event }: OutsideEvent): string {
  const { tenant, user, workflow } = attribution
  const nodes = Object.entries(nodeCostsNanoUsd).sort(([a], [b]) => (a < b ? -1 : 1))
  const content = [
    ...Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1)),
    tenant,
    user,
    workflow,
    nodes,
  ]
  return hash(JSON.stringify(content, (_, value) => (typeof value === 'bigint' ? String(value) : value)))
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
