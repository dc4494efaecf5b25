import { Decimal } from 'decimal.js'
import type { Entry } from '../ledger/entry.ts'
import { type NanoUsd, nanoUsdPerUsd } from '../money/nano-usd.ts'
import { billedModel } from './billed-model.ts'
import { type DriftFacts, type ExplainedDrift, explainDrift, sumOf } from './explain-drift.ts'
import type { LedgerDay } from './ledger-days.ts'
import { type ProviderCost, type ProviderUse, utcDateOf } from './provider-cost.ts'

/** One model on one day, in the ledger and on the bill. */
interface ComparedDay {
  readonly date: string
  readonly model: string
  readonly ledgerNanoUsd: NanoUsd
  readonly providerNanoUsd: NanoUsd
}

export interface ReconciledDay extends ComparedDay, ExplainedDrift {
  /** What the provider charges beyond the ledger. */
  readonly driftNanoUsd: NanoUsd
  /** What would make the ledger agree; only entries whose amount the ledger doubts itself. */
  readonly corrections: readonly ProposedCorrection[]
}

export interface ProposedCorrection {
  readonly entry: Entry
  readonly amountNanoUsd: NanoUsd
}

export interface Reconciliation {
  readonly days: readonly ReconciledDay[]
  /** Days that the provider may still add to: today and yesterday. */
  readonly openDays: readonly ComparedDay[]
  readonly unknownItems: readonly {
    readonly date: string
    readonly item: string
    readonly amountNanoUsd: NanoUsd
  }[]
}

export interface ReconciliationInput {
  readonly ledgerDays: readonly LedgerDay[]
  readonly costs: readonly ProviderCost[]
  readonly uses: readonly ProviderUse[]
  /** Whether keys were told apart. */
  readonly byKey: boolean
  /** Models of the provider that are sold, beside those of the ledger. */
  readonly knownModels: readonly string[]
  readonly nowMs: number
}

const dayMs = 86_400_000

/** Holds a bill against the ledger, per day of UTC and model. Bills of today and yesterday are not complete. */
export function reconcile(input: ReconciliationInput): Reconciliation {
  const { ledgerDays, costs, uses, nowMs } = input
  const ours = [...new Set(ledgerDays.map(({ model }) => model))]
  const modelOf = (name: string) => billedModel(name, ours, input.knownModels)
  const bills = billsOf(costs, modelOf)
  const keys = new Set([...ledgerDays.map(keyOf), ...bills.map(keyOf)])
  const all = [...keys].sort().map((key): Compared => {
    const ledger = ledgerDays.find((day) => keyOf(day) === key)
    const bill = bills.find((day) => keyOf(day) === key)
    const [date, model] = JSON.parse(key) as [string, string]
    const own = uses.filter((use) => use.date === date && (modelOf(use.model) ?? use.model) === model)
    return { date, model, ledger, bill, uses: own }
  })
  const firstOpen = utcDateOf(nowMs - dayMs)
  const shown = all
    .map((compared) => ({ compared, sums: sumsOf(compared) }))
    .filter(({ sums }) => hasAmount(sums))
  return {
    days: shown
      .filter(({ compared }) => compared.date < firstOpen)
      .map(({ compared, sums }) => reconciledDay(compared, sums, input.byKey)),
    openDays: shown.filter(({ compared }) => compared.date >= firstOpen).map(({ sums }) => sums),
    unknownItems: bills
      .filter(({ isModel }) => !isModel)
      .map(({ date, model: item, usd }) => ({ date, item, amountNanoUsd: nearestNanoUsd(usd) })),
  }
}

/** What the bill has of one model, or of one item that is none, on one day. */
interface Bill {
  readonly date: string
  readonly model: string
  readonly isModel: boolean
  readonly usd: Decimal
  readonly discountUsd: Decimal
  readonly otherKeysUsd: Decimal
}

interface Compared {
  readonly date: string
  readonly model: string
  readonly ledger: LedgerDay | undefined
  readonly bill: Bill | undefined
  readonly uses: readonly ProviderUse[]
}

function keyOf({ date, model }: { readonly date: string; readonly model: string }): string {
  return JSON.stringify([date, model])
}

function billsOf(
  costs: readonly ProviderCost[],
  modelOf: (name: string) => string | undefined,
): readonly Bill[] {
  const bills = new Map<string, Bill>()
  for (const { date, item, model: named, usd, listUsd = usd, isOfOtherKey } of costs) {
    const known = named === undefined ? undefined : modelOf(named)
    const model = known ?? item
    const key = keyOf({ date, model })
    const before = bills.get(key) ?? { date, model, isModel: known !== undefined, ...nothing }
    bills.set(key, {
      ...before,
      usd: before.usd.plus(usd),
      discountUsd: before.discountUsd.plus(usd).minus(listUsd),
      otherKeysUsd: isOfOtherKey ? before.otherKeysUsd.plus(listUsd) : before.otherKeysUsd,
    })
  }
  return [...bills.values()]
}

const zero = new Decimal(0)
const nothing = { usd: zero, discountUsd: zero, otherKeysUsd: zero }

function sumsOf({ date, model, ledger, bill }: Compared): ComparedDay {
  return {
    date,
    model,
    ledgerNanoUsd: ledger?.amountNanoUsd ?? 0n,
    providerNanoUsd: nearestNanoUsd(bill?.usd ?? zero),
  }
}

function hasAmount({ ledgerNanoUsd, providerNanoUsd }: ComparedDay): boolean {
  return ledgerNanoUsd !== 0n || providerNanoUsd !== 0n
}

function reconciledDay({ ledger, bill, uses }: Compared, sums: ComparedDay, byKey: boolean): ReconciledDay {
  const driftNanoUsd = sums.providerNanoUsd - sums.ledgerNanoUsd
  const told = uses.flatMap(({ requests }) => requests ?? [])
  const facts: DriftFacts = {
    ledger,
    discountNanoUsd: nearestNanoUsd(bill?.discountUsd ?? zero),
    otherKeysNanoUsd: byKey ? nearestNanoUsd(bill?.otherKeysUsd ?? zero) : undefined,
    isModel: bill?.isModel ?? true,
    requests: told.length === 0 ? undefined : told.reduce((all, requests) => all + requests, 0),
    unusualTierParts: unusualTierParts(uses),
  }
  const drift = explainDrift(driftNanoUsd, facts)
  return { ...sums, driftNanoUsd, ...drift, corrections: correctionsOf(drift, ledger) }
}

function unusualTierParts(uses: readonly ProviderUse[]): bigint {
  const tokens = (of: readonly ProviderUse[]) => of.reduce((all, use) => all + use.tokens, 0)
  const all = tokens(uses)
  return all === 0 ? 0n : BigInt(Math.round((tokens(uses.filter(({ tier }) => tier)) / all) * 1_000_000))
}

/** None while something is left that nothing explains: then it is not the doubtful entries that are wrong. */
function correctionsOf(
  { explained, unexplainedNanoUsd }: ExplainedDrift,
  ledger: LedgerDay | undefined,
): readonly ProposedCorrection[] {
  if (!ledger || unexplainedNanoUsd !== 0n) return []
  return explained.flatMap(({ class: driftClass, amountNanoUsd }) => {
    const entries =
      driftClass in ledger.doubtful ? ledger.doubtful[driftClass as keyof LedgerDay['doubtful']] : []
    return proportioned(entries, sumOf(entries) + amountNanoUsd)
  })
}

/** Entries at such parts of a sum as they stand at now, to the last nano-dollar; those that stay as they are are left out. */
export function proportioned(entries: readonly Entry[], target: NanoUsd): readonly ProposedCorrection[] {
  const whole = sumOf(entries)
  if (whole <= 0n || target < 0n) return []
  let before = 0n
  return entries
    .map((entry) => {
      const from = (target * before) / whole
      before += entry.amountNanoUsd
      return { entry, amountNanoUsd: (target * before) / whole - from }
    })
    .filter(({ entry, amountNanoUsd }) => amountNanoUsd !== entry.amountNanoUsd)
}

function nearestNanoUsd(usd: Decimal): NanoUsd {
  return BigInt(usd.times(nanoUsdPerUsd.toString()).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toFixed(0))
}
