import { depths } from '../ledger/attribution.ts'
import type { Entry } from '../ledger/entry.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { SummaryFilter, TimeRange } from '../ledger/summary.ts'
import { entryPages } from '../ledger/walk-entries.ts'
import { compareNanoUsd, type NanoUsd, sum } from '../money/nano-usd.ts'
import { localProvider } from '../pricing/model-id.ts'

/** What runs of a depth cost. */
export interface DepthUse {
  readonly depth: string
  readonly runs: number
  /** The mean, rounded half up. */
  readonly usualNanoUsd: NanoUsd
  /** Of an even number of runs the mean of the two in the middle. */
  readonly medianNanoUsd: NanoUsd
  /** Nearest rank: nine of ten runs cost no more. */
  readonly p90NanoUsd: NanoUsd
}

/** What no sum in the books tells: read from the entries themselves. */
export interface UseDetails {
  /** Shallowest first. */
  readonly depths: readonly DepthUse[]
  readonly tokens: TokensByRole
  /** Calls that asked again what had been asked before: a wire attempt after a failed one, or an answer of no use. */
  readonly repeated: { readonly calls: number; readonly costNanoUsd: NanoUsd }
  /** Cost by the version of the prices it was booked at, in the order of their names. */
  readonly priceVersions: ReadonlyMap<string, NanoUsd>
}

/** Tokens of providers' services by what they were: all that went in and all that came out. */
interface TokensByRole {
  readonly system: number
  readonly source: number
  readonly instruction: number
  /** What went in of which that is not known. */
  readonly unknown: number
  readonly answer: number
  readonly reasoning: number
}

/** Goes through the entries of a range, of which only a page is in memory at a time; of each run no more than its cost is. */
export async function readUseDetails(
  ledger: Pick<LedgerStore, 'entriesIn'>,
  range: TimeRange,
  filter: SummaryFilter,
): Promise<UseDetails> {
  const runs = new Map<string, Map<string, NanoUsd>>()
  const tokens = { system: 0, source: 0, instruction: 0, unknown: 0, answer: 0, reasoning: 0 }
  const repeated = { calls: 0, costNanoUsd: 0n }
  const priceVersions = new Map<string, NanoUsd>()
  for await (const page of entryPages(ledger, range, filter))
    for (const entry of page) {
      const { workflow, depth, amountNanoUsd, priceVersion } = entry
      if (workflow && depth) {
        const costs = runs.get(depth) ?? new Map<string, NanoUsd>()
        runs.set(depth, costs.set(workflow, (costs.get(workflow) ?? 0n) + amountNanoUsd))
      }
      addTokens(tokens, entry)
      if (entry.attempt !== undefined) {
        repeated.calls += entry.calls + entry.failedCalls
        repeated.costNanoUsd += amountNanoUsd
      }
      priceVersions.set(priceVersion, (priceVersions.get(priceVersion) ?? 0n) + amountNanoUsd)
    }
  return {
    depths: [...runs].sort(byDepth).map(([depth, costs]) => depthUse(depth, [...costs.values()])),
    tokens,
    repeated,
    priceVersions: new Map([...priceVersions].sort(byName)),
  }
}

type Counted = { -readonly [Role in keyof TokensByRole]: TokensByRole[Role] }

function addTokens(tokens: Counted, { kind, provider, usage }: Entry): void {
  if (provider === localProvider) return
  const sign = kind === 'reversal' ? -1 : 1
  const { promptRoles: roles = { system: 0, source: 0, instruction: 0 }, inputTokens, outputTokens } = usage
  const reasoning = outputTokens?.reasoning ?? 0
  tokens.system += sign * roles.system
  tokens.source += sign * roles.source
  tokens.instruction += sign * roles.instruction
  tokens.unknown += sign * ((inputTokens?.total ?? 0) - roles.system - roles.source - roles.instruction)
  tokens.answer += sign * ((outputTokens?.total ?? 0) - reasoning)
  tokens.reasoning += sign * reasoning
}

function depthUse(depth: string, costs: readonly NanoUsd[]): DepthUse {
  const sorted = costs.toSorted(compareNanoUsd)
  const at = (rank: number) => sorted[rank] ?? 0n
  const { length: runs } = sorted
  return {
    depth,
    runs,
    usualNanoUsd: mean(costs),
    medianNanoUsd: mean([at(Math.floor((runs - 1) / 2)), at(Math.ceil((runs - 1) / 2))]),
    p90NanoUsd: at(Math.ceil(runs * 0.9) - 1),
  }
}

/** Rounded half up; below zero, as after corrections of earlier days, towards zero. */
function mean(amounts: readonly NanoUsd[]): NanoUsd {
  const total = sum(amounts)
  const count = BigInt(amounts.length)
  return total < 0n ? total / count : (total * 2n + count) / (count * 2n)
}

function byDepth([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  const names: readonly string[] = depths
  return names.indexOf(a) - names.indexOf(b)
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : Number(a > b)
}
