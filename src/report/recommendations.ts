import type { Entry } from '../ledger/entry.ts'
import type { Period } from '../ledger/period.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import { parseUsd } from '../money/nano-usd.ts'
import { calculateCost } from '../pricing/calculate-cost.ts'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import type { Price } from '../pricing/price.ts'
import { RepeatedPrompts } from './repeated-prompts.ts'

export const wastedKinds = ['uncached_prompts', 'repeated_calls', 'idle_passes', 'sent_silence'] as const
type WastedKind = (typeof wastedKinds)[number]

/** Something that would have cost less, by what the books say. */
export type Recommendation =
  /** The calls of a task by a model, with the same tokens by another one. */
  | {
      readonly kind: 'cheaper_model'
      readonly task: string
      readonly model: string
      readonly instead: string
      /** What share of the facts briefs of the two tell; undefined where not both were measured. */
      readonly quality: { readonly model: number; readonly instead: number } | undefined
      readonly calls: number
      readonly spentNanoUsd: NanoUsd
      readonly savingNanoUsd: NanoUsd
    }
  /** Prompts were written into a provider's cache, which costs more than reading them, and were read from there too seldom. */
  | {
      readonly kind: 'unread_cache'
      readonly task: string
      readonly model: string
      readonly calls: number
      readonly spentNanoUsd: NanoUsd
      readonly savingNanoUsd: NanoUsd
    }
  /**
   * Of the calls of a task by a model: `uncached_prompts` sent again what a call shortly before had sent, without the provider's cache;
   * `repeated_calls` asked again because the first answer was of no use; `idle_passes` looked a second time at the same and changed
   * nothing; `sent_silence` had sound transcribed in which nothing was said.
   */
  | {
      readonly kind: WastedKind
      readonly task: string
      readonly model: string
      readonly calls: number
      /** On all calls of the task by the model. */
      readonly spentNanoUsd: NanoUsd
      readonly savingNanoUsd: NanoUsd
    }
  /** Calls stand at what was held for them; what they did cost may be less, and can be asked for. */
  | {
      readonly kind: 'unresolved_calls'
      readonly calls: number
      readonly spentNanoUsd: NanoUsd
      /** At most. */
      readonly savingNanoUsd: NanoUsd
    }
  /** A limit that nothing came near to: so much more than the dearest period could be spent by mistake. */
  | {
      readonly kind: 'limit_above_use'
      readonly subject: string
      readonly period: Period
      readonly limitNanoUsd: NanoUsd
      /** In the dearest of the periods. */
      readonly spentNanoUsd: NanoUsd
      /** What a mistake could cost less. */
      readonly savingNanoUsd: NanoUsd
    }
  /** A limit that was used up again and again. It saves nothing to raise it. */
  | {
      readonly kind: 'limit_below_use'
      readonly subject: string
      readonly period: Period
      readonly limitNanoUsd: NanoUsd
      readonly usedUp: number
      readonly periods: number
    }

/** What saves something by calls. */
type Saving = Exclude<Recommendation, { kind: `limit_${string}` }>

/** Less is not worth the trouble. */
export const leastSavingNanoUsd = parseUsd('0.50')
/** Nor is less than a tenth of what was spent on it. */
const leastShare = 10n

/** Shares from 0 to 1, by `<provider>:<model>`. */
export type Qualities = ReadonlyMap<string, number>

export interface ModelPrice {
  readonly model: ModelId
  readonly price: Price
}

/** Sums up entries one after another, so that a million of them fit. */
export class SavingsOfCalls {
  readonly #alternatives: readonly ModelPrice[]
  readonly #priceOf: (model: ModelId) => Price | undefined
  readonly #qualities: Qualities
  readonly #uses = new Map<string, Use>()
  readonly #prompts = new RepeatedPrompts()
  #unresolved = { calls: 0, spentNanoUsd: 0n }

  /**
   * @param alternatives models whose prices are known
   * @param qualities what share of the facts briefs of models tell, by their names, where that was measured
   */
  constructor(
    alternatives: readonly ModelPrice[],
    priceOf: (model: ModelId) => Price | undefined,
    qualities: Qualities = new Map(),
  ) {
    this.#alternatives = alternatives
    this.#priceOf = priceOf
    this.#qualities = qualities
  }

  add(entry: Entry): void {
    const { provider, model, task = 'none', amountNanoUsd, kind, provenance } = entry
    const sign = kind === 'reversal' ? -1 : 1
    if (provenance === 'unresolved') {
      this.#unresolved.calls += sign
      this.#unresolved.spentNanoUsd += amountNanoUsd
      return
    }
    const isTold = entry.operation === 'generate' || entry.operation === 'stream'
    if (!isTold && entry.operation !== 'transcribe') return
    const key = `${task} ${provider}:${model}`
    const use = this.#uses.get(key) ?? newUse(task, { provider, model })
    this.#uses.set(key, use)
    if ((entry.attempt ?? 1) > 1) waste(use, 'repeated_calls', sign, amountNanoUsd)
    else if (entry.usage.changedNothing) waste(use, 'idle_passes', sign, amountNanoUsd)
    const silentNanoUsd = silenceIn(entry)
    if (silentNanoUsd !== 0n) waste(use, 'sent_silence', sign, silentNanoUsd)
    const uncached = kind === 'charge' ? this.#prompts.savingOf(entry, this.#priceOf) : undefined
    if (uncached !== undefined) waste(use, 'uncached_prompts', 1, uncached)
    use.calls += sign
    use.spentNanoUsd += amountNanoUsd
    if (isTold) this.#compare(entry, use, BigInt(sign))
    else use.isIncomparable = true
  }

  /** The largest saving first. */
  found(): readonly Saving[] {
    const all = [...this.#uses.values()].flatMap((use) => [
      ...cheaperModel(use, this.#qualities),
      ...unreadCache(use),
      ...wastedKinds.flatMap((kind) => wasted(kind, use)),
    ])
    return [...all, ...unresolvedCalls(this.#unresolved)].sort((a, b) =>
      a.savingNanoUsd < b.savingNanoUsd ? 1 : -1,
    )
  }

  /** What the same tokens cost by other models, and by the same one without its cache. */
  #compare({ usage, provider, model }: Entry, use: Use, sign: bigint): void {
    for (const { model: other, price } of this.#alternatives) {
      const cost = calculateCost(price, usage)
      const name = formatModelId(other)
      if (cost.kind === 'computed') use.others.set(name, (use.others.get(name) ?? 0n) + sign * cost.amount)
      else use.incomparable.add(name)
    }
    const { inputTokens } = usage
    const cached = (inputTokens?.cacheWrite ?? 0) + (inputTokens?.cacheRead ?? 0)
    const own = cached > 0 && this.#priceOf({ provider, model })
    if (!own || !inputTokens) return
    const asItWas = calculateCost(own, usage)
    const uncached = calculateCost(own, { ...usage, inputTokens: { total: inputTokens.total } })
    if (asItWas.kind === 'computed' && uncached.kind === 'computed')
      use.cacheLossNanoUsd += sign * (asItWas.amount - uncached.amount)
  }
}

interface Use {
  readonly task: string
  readonly model: ModelId
  calls: number
  spentNanoUsd: NanoUsd
  /** Calls that another model could not make for tokens. */
  isIncomparable: boolean
  readonly wasted: Map<WastedKind, { readonly calls: number; readonly nanoUsd: NanoUsd }>
  cacheLossNanoUsd: NanoUsd
  /** By the names of other models. */
  readonly others: Map<string, NanoUsd>
  /** What has no rate for something that was used. */
  readonly incomparable: Set<string>
}

function newUse(task: string, model: ModelId): Use {
  const none = { calls: 0, spentNanoUsd: 0n, isIncomparable: false, cacheLossNanoUsd: 0n }
  return { task, model, ...none, wasted: new Map(), others: new Map(), incomparable: new Set() }
}

function waste({ wasted }: Use, kind: WastedKind, calls: number, nanoUsd: NanoUsd): void {
  const before = wasted.get(kind) ?? { calls: 0, nanoUsd: 0n }
  wasted.set(kind, { calls: before.calls + calls, nanoUsd: before.nanoUsd + nanoUsd })
}

const thousandths = 1_000
/** Speakers pause: what is less is no silence that could be cut away. */
const leastSilence = 250

/** The part of a transcription's cost that went to sound in which nothing was said, as far as the model tells. */
function silenceIn({ amountNanoUsd, usage: { audioSeconds = 0, speechSeconds } }: Entry): NanoUsd {
  if (speechSeconds === undefined || audioSeconds <= 0) return 0n
  const silent = Math.floor(thousandths * (1 - speechSeconds / audioSeconds))
  return silent >= leastSilence ? (amountNanoUsd * BigInt(silent)) / BigInt(thousandths) : 0n
}

function isWorthIt(savingNanoUsd: NanoUsd, spentNanoUsd: NanoUsd): boolean {
  return savingNanoUsd >= leastSavingNanoUsd && savingNanoUsd * leastShare >= spentNanoUsd
}

/** The cheapest of the others. */
/** A model whose briefs tell so much less is no alternative. */
const mostQualityLost = 0.05

function cheaperModel(use: Use, qualities: Qualities): readonly Saving[] {
  const { task, model, calls, spentNanoUsd, others, incomparable } = use
  if (use.isIncomparable) return []
  const [cheapest] = [...others]
    .filter(([name]) => name !== formatModelId(model) && !incomparable.has(name))
    .filter(([name]) => {
      const quality = qualityOf(formatModelId(model), name, qualities)
      return !quality || quality.instead >= quality.model - mostQualityLost
    })
    .sort(([, a], [, b]) => (a < b ? -1 : 1))
  if (!cheapest) return []
  const [instead, cost] = cheapest
  const savingNanoUsd = spentNanoUsd - cost
  return isWorthIt(savingNanoUsd, spentNanoUsd)
    ? [
        {
          kind: 'cheaper_model',
          task,
          model: formatModelId(model),
          instead,
          quality: qualityOf(formatModelId(model), instead, qualities),
          calls,
          spentNanoUsd,
          savingNanoUsd,
        },
      ]
    : []
}

function qualityOf(model: string, instead: string, qualities: Qualities) {
  const [of, ofOther] = [qualities.get(model), qualities.get(instead)]
  return of === undefined || ofOther === undefined ? undefined : { model: of, instead: ofOther }
}

function unreadCache({ task, model, calls, spentNanoUsd, cacheLossNanoUsd }: Use): readonly Saving[] {
  const use = { task, model: formatModelId(model), calls, spentNanoUsd }
  return isWorthIt(cacheLossNanoUsd, spentNanoUsd)
    ? [{ kind: 'unread_cache', ...use, savingNanoUsd: cacheLossNanoUsd }]
    : []
}

function wasted(kind: WastedKind, { task, model, spentNanoUsd, ...use }: Use): readonly Saving[] {
  const { calls = 0, nanoUsd: savingNanoUsd = 0n } = use.wasted.get(kind) ?? {}
  return isWorthIt(savingNanoUsd, spentNanoUsd)
    ? [{ kind, task, model: formatModelId(model), calls, spentNanoUsd, savingNanoUsd }]
    : []
}

function unresolvedCalls(unresolved: {
  readonly calls: number
  readonly spentNanoUsd: NanoUsd
}): readonly Saving[] {
  return unresolved.spentNanoUsd >= leastSavingNanoUsd
    ? [{ kind: 'unresolved_calls', ...unresolved, savingNanoUsd: unresolved.spentNanoUsd }]
    : []
}
