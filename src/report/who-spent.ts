import type { Depth } from '../ledger/attribution.ts'
import type { Entry } from '../ledger/entry.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { TimeRange } from '../ledger/summary.ts'
import { entryPages } from '../ledger/walk-entries.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import type { Behind, SpendDimension } from './anomalies.ts'

/** What one run has spent in a range. */
export interface RunSpend extends TimeRange {
  readonly workflow: string
  readonly user: string | null
  readonly depth: Depth | undefined
  readonly costNanoUsd: NanoUsd
}

/**
 * The runs that have entries in a range, in the order of their first, for each question of what they are to be about. Their times are
 * those of their first and their last entry.
 */
export async function runsIn(
  ledger: Pick<LedgerStore, 'entriesIn'>,
  range: TimeRange,
  questions: readonly ((entry: Entry) => boolean)[],
): Promise<readonly (readonly RunSpend[])[]> {
  const runs = questions.map(() => new Map<string, RunSpend>())
  for await (const page of entryPages(ledger, range))
    for (const entry of page)
      for (const [index, isAbout] of questions.entries()) if (isAbout(entry)) add(entry, runs[index])
  return runs.map((found) => [...found.values()])
}

function add(
  { workflow, user, depth, heldAtMs, amountNanoUsd }: Entry,
  runs: Map<string, RunSpend> | undefined,
): void {
  if (workflow === undefined) return
  const run = runs?.get(workflow)
  runs?.set(workflow, {
    workflow,
    user: user ?? null,
    depth,
    fromMs: run?.fromMs ?? heldAtMs,
    toMs: heldAtMs,
    costNanoUsd: (run?.costNanoUsd ?? 0n) + amountNanoUsd,
  })
}

/** Whether an entry is in a series. */
export function isOf(dimension: SpendDimension, subject: string): (entry: Entry) => boolean {
  switch (dimension) {
    case 'bot':
      return () => true
    case 'tenant':
      return ({ tenant }) => tenant === subject
    case 'model':
      return ({ provider, model }) => `${provider}:${model}` === subject
    case 'task':
      return ({ task }) => task === subject
    default:
      return dimension satisfies never
  }
}

/** The dearest run, and the member whose runs cost most. */
export function mostOf(runs: readonly RunSpend[]): Behind {
  const dearest = (costs: Iterable<readonly [string, NanoUsd]>) =>
    [...costs].reduce<readonly [string, NanoUsd] | undefined>(
      (most, cost) => (cost[1] > (most?.[1] ?? 0n) ? cost : most),
      undefined,
    )?.[0] ?? null
  const users = new Map<string, NanoUsd>()
  for (const { user, costNanoUsd } of runs)
    if (user !== null) users.set(user, (users.get(user) ?? 0n) + costNanoUsd)
  return {
    workflow: dearest(runs.map(({ workflow, costNanoUsd }) => [workflow, costNanoUsd] as const)),
    user: dearest(users),
  }
}
