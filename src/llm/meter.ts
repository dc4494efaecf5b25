import { currentRequestTracker } from '../budget/request-scope.ts'
import type { Operation, Task } from '../ledger/attribution.ts'
import type { JournalLine } from '../ledger/journal.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { LimitState } from '../ledger/limit-state.ts'
import type { Booking, HoldRequest } from '../ledger/requests.ts'
import { toExactUsd } from '../money/format.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import type { Caution } from '../pricing/caution.ts'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import { isFree, localPrice } from '../pricing/price.ts'
import type { PriceAnswer, PricedAnswer } from '../pricing/price-answer.ts'
import type { PriceSource } from '../pricing/price-source.ts'
import type { Usage } from '../pricing/usage.ts'
import type { Outcome } from '../pricing/wire/outcome.ts'
import { type ReplyFacts, readReply } from '../pricing/wire/read-reply.ts'
import type { Timers } from '../time/timers.ts'
import type { BookedCall, CallReport } from './booked-call.ts'
import { bookedCost } from './booked-cost.ts'
import { type CallSize, mostItCosts, outputTokensFor } from './call-bounds.ts'
import { overageMarginPercent, overagesBeforeMargin, withMargin, withoutMargin } from './overage-margin.ts'
import { PatientHolds } from './patient-holds.ts'
import { UnpricedModelError } from './unpriced-model-error.ts'
import { usualCeiling } from './usual-ceiling.ts'
import type { WireReplies } from './wire-tap.ts'

/** What a call is about to do, measured before it leaves. */
export interface CallPlan extends CallSize {
  /** Of a search, the service that is asked. */
  readonly model: ModelId
  readonly operation: Operation
  /**
   * What such calls are thought to write at most until the books tell; the ceiling is then what they usually need. Without it, it
   * is the one wanted.
   */
  readonly usualOutputTokens?: number | undefined
  /** How long the call may take; its hold outlives that by a minute. */
  readonly timeoutMs: number
}

/** A call whose money is set aside. It ends exactly once. */
export interface OpenCall {
  /** The hold's id; sent along as the request's client id, so that the provider's log can be matched. */
  readonly id: string
  /** What the held money pays for at most; undefined for calls without an output ceiling. */
  readonly maxOutputTokens: number | undefined
  /** The ceiling is what such calls usually need, and neither all that was wanted nor all that could be paid for. */
  readonly isUsualCeiling: boolean
  /** Aborts when the call has taken as long as it may. */
  readonly timeLimit: AbortSignal
  /** What the reply says of its bill; undefined when none has come. */
  outcome(): Outcome | undefined
  /** Books what came back, and keeps of it in the same transaction what is not to be asked again. */
  settle(report: CallReport, keep?: JournalLine): Promise<Booking>
  /** Frees the money: the call was surely not billed. `left` tells whether it was sent at all. */
  release(left: boolean): Promise<void>
  /** Books the held amount as unresolved: the call may have been billed and nobody told. */
  giveUp(): Promise<void>
}

export interface MeterObserver {
  readonly booked?: (booking: Booking) => void
  readonly softLimitsExceeded?: (limits: readonly LimitState[]) => void
  /** Something about a model's costs, once for each model and code. */
  readonly caution?: (caution: Caution) => void
}

export interface MeterOptions {
  readonly ledger: LedgerStore
  readonly prices: PriceSource
  /** Raw replies, which the booking is read from; without them the SDK's word is all there is. */
  readonly wire?: WireReplies
  readonly now: () => number
  readonly timers: Timers
  readonly newId: () => string
  readonly observer?: MeterObserver
}

/** Holds money before a call and books it after, in the scope that the calling code runs in. */
export interface Meter {
  /**
   * Estimates, clamps and holds. Where money is missing only because it is set aside for other calls of this process, it waits
   * until enough of them have ended, as long as a call may take.
   *
   * @param signal ends the waiting.
   * @throws {BudgetRefusedError} when a limit does not leave enough for the call's useful least.
   * @throws {UnpricedModelError} when the model has no price and such models are refused.
   * @throws {NoRequestScopeError} outside of every request scope.
   */
  open(plan: CallPlan, signal?: AbortSignal): Promise<OpenCall>
  /** Books work that was done without a hold and that reported no usage: what it costs at its model's price, as estimated. */
  recordUnmetered(
    id: string,
    work: { readonly model: ModelId; readonly operation: Operation; readonly usage: Usage },
  ): Promise<Booking>
}

export function createMeter(options: MeterOptions): Meter {
  return new LedgerMeter(options)
}

/** What settling needs to know of the hold. */
interface HeldCall {
  readonly id: string
  readonly operation: Operation
  readonly heldNanoUsd: NanoUsd
  /** Overages of the model that the books had when it was held. */
  readonly overagesBefore: number
  readonly keep: JournalLine | undefined
}

class LedgerMeter implements Meter {
  readonly #options: MeterOptions
  readonly #told = new Set<string>()
  readonly #holds: PatientHolds

  constructor(options: MeterOptions) {
    this.#options = options
    this.#holds = new PatientHolds(options)
  }

  async open(wanted: CallPlan, signal?: AbortSignal): Promise<OpenCall> {
    const { ledger, now, newId, observer } = this.#options
    const { attribution, accounts } = currentRequestTracker()
    const plan = { ...wanted, ...(await this.#usualBounds(wanted, attribution.task)) }
    const { everCost, overages } = await ledger.modelRecord(plan.model)
    const answer = this.#priceOf(plan, everCost)
    const marginPercent = overageMarginPercent(overages, now())
    const request = {
      id: newId(),
      ...amountsOf(answer, plan, marginPercent),
      attribution,
      call: { ...plan.model, operation: plan.operation, priceVersion: answer.price.version },
      scopes: accounts,
    }
    const { heldNanoUsd, exceededSoftLimits, end } = await this.#holds.hold(request, plan.timeoutMs, signal)
    if (exceededSoftLimits.length > 0) observer?.softLimitsExceeded?.(exceededSoftLimits)
    this.#options.wire?.expect(request.id)
    const maxOutputTokens = outputTokensFor(answer.price, plan, withoutMargin(heldNanoUsd, marginPercent))
    const isUsualCeiling =
      maxOutputTokens === plan.maxOutputTokens && maxOutputTokens !== wanted.maxOutputTokens
    const limits = { maxOutputTokens, isUsualCeiling, timeLimit: this.#options.timers.after(plan.timeoutMs) }
    return this.#openCall(request.id, { ...limits, end }, answer, (report, keep) =>
      this.#settle(
        { id: request.id, operation: plan.operation, heldNanoUsd, overagesBefore: overages.length, keep },
        (facts) => ({
          plan: { ...plan, maxOutputTokens },
          answer,
          served: facts?.servedModel
            ? this.#options.prices.servedPriceOf(plan.model, facts.servedModel)
            : undefined,
          report,
          facts,
        }),
      ),
    )
  }

  async recordUnmetered(
    id: string,
    { model, operation, usage }: { model: ModelId; operation: Operation; usage: Usage },
  ): Promise<Booking> {
    const { attribution, accounts } = currentRequestTracker()
    const answer = this.#priceOf({ model, operation }, false)
    const plan = { model, inputTokens: usage.inputTokens?.total ?? 0 }
    const { amountNanoUsd, provenance, cautions } = bookedCost({ plan, answer, report: { usage } })
    const booking = await this.#options.ledger.record({
      id,
      attribution,
      call: { ...model, operation, priceVersion: answer.price.version },
      scopes: accounts,
      amountNanoUsd,
      provenance: answer.price.source === 'local' ? provenance : 'estimated',
      usage,
      cautions,
      free: countsAsFree(answer, operation),
      atMs: this.#options.now(),
    })
    this.#options.observer?.booked?.(booking)
    return booking
  }

  async #usualBounds(
    { model, operation, maxOutputTokens, leastOutputTokens = 1, usualOutputTokens }: CallPlan,
    task: Task | undefined,
  ): Promise<Partial<CallSize>> {
    if (maxOutputTokens === undefined || usualOutputTokens === undefined || !task) return {}
    const usual = await this.#options.ledger.usualOutput({ ...model, operation, task })
    return usualCeiling(usual, { leastOutputTokens, usualOutputTokens, maxOutputTokens })
  }

  #openCall(
    id: string,
    {
      end,
      ...limits
    }: Pick<OpenCall, 'maxOutputTokens' | 'isUsualCeiling' | 'timeLimit'> & { readonly end: () => void },
    answer: PricedAnswer,
    settle: OpenCall['settle'],
  ): OpenCall {
    const { ledger, wire, now } = this.#options
    return {
      id,
      ...limits,
      outcome: () => this.#factsOf(id, answer)?.outcome,
      settle: (report, keep) => settle(report, keep).finally(end),
      release: async (left) => {
        wire?.forget(id)
        await ledger.void({ holdId: id, failed: left, atMs: now() }).finally(end)
      },
      giveUp: async () => {
        wire?.forget(id)
        await ledger.expire(id, now()).finally(end)
      },
    }
  }

  async #settle(hold: HeldCall, callOf: (facts: ReplyFacts | undefined) => BookedCall): Promise<Booking> {
    const { ledger, wire, now, observer } = this.#options
    const { answer, plan } = callOf(undefined)
    const call = callOf(this.#factsOf(hold.id, answer))
    wire?.forget(hold.id)
    const cost = bookedCost(call)
    const cautions = [...cost.cautions, ...overageCautions(cost.amountNanoUsd, plan.model, hold)]
    const settled = await ledger.settle({
      holdId: hold.id,
      ...cost,
      cautions,
      free: countsAsFree(answer, hold.operation),
      atMs: now(),
      keep: hold.keep,
    })
    if (settled.kind !== 'settled' && settled.kind !== 'corrected')
      throw new Error(`The hold ${hold.id} could not be settled: ${settled.kind}.`)
    for (const caution of cautions) this.#tell(caution)
    observer?.booked?.(settled)
    return settled
  }

  #factsOf(callId: string, { seller }: PricedAnswer): ReplyFacts | undefined {
    const reply = this.#options.wire?.replyTo(callId)
    return reply && readReply(reply, seller)
  }

  /** @param everCost whether the books have a cost of it: then it is not free, whatever its price says. */
  #priceOf({ model, operation }: Pick<CallPlan, 'model' | 'operation'>, everCost: boolean): PricedAnswer {
    const { prices } = this.#options
    const first = prices.priceOf(model)
    if (operation === 'search' && isUnknown(first))
      return { kind: 'priced', price: localPrice, estimated: false }
    const answer = everCost && isFreeAnswer(first) ? prices.priceUnlessFree(model) : first
    if (answer.kind === 'refused') throw new UnpricedModelError(model)
    if (answer.caution) this.#tell({ code: answer.caution, model: formatModelId(model), detail: {} })
    return answer
  }

  #tell(caution: Caution): void {
    const key = `${caution.code} ${caution.model}`
    if (this.#told.has(key)) return
    this.#told.add(key)
    this.#options.observer?.caution?.(caution)
  }
}

function amountsOf(
  { price }: PricedAnswer,
  plan: CallPlan,
  marginPercent: bigint,
): Pick<HoldRequest, 'amountNanoUsd' | 'atLeastNanoUsd'> {
  const least = plan.leastOutputTokens ?? plan.maxOutputTokens
  return {
    amountNanoUsd: withMargin(mostItCosts(price, plan, plan.maxOutputTokens), marginPercent),
    atLeastNanoUsd: withMargin(mostItCosts(price, plan, least), marginPercent),
  }
}

/** A model that went over what was held for it before does so again: from now on more is held. */
function overageCautions(
  amountNanoUsd: NanoUsd,
  model: ModelId,
  { heldNanoUsd, overagesBefore }: HeldCall,
): readonly Caution[] {
  if (amountNanoUsd <= heldNanoUsd || overagesBefore < overagesBeforeMargin - 1) return []
  const detail = { held: toExactUsd(heldNanoUsd), booked: toExactUsd(amountNanoUsd) }
  return [{ code: 'overage', model: formatModelId(model), detail }]
}

function isUnknown(answer: PriceAnswer): boolean {
  return answer.kind === 'refused' || answer.price.source === 'fallback'
}

function isFreeAnswer(answer: PriceAnswer): boolean {
  return answer.kind === 'priced' && isFree(answer.price)
}

/** Searches cost nothing unless the operator says so, but are somebody else's service; a local model is nobody's. */
function countsAsFree({ price }: PricedAnswer, operation: Operation): boolean {
  return price.source !== 'local' || operation === 'search'
}
