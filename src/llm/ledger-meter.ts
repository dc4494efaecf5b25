import { currentRequestTracker } from '../budget/request-scope.ts'
import type { Operation, Purpose } from '../ledger/attribution.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { Booking, HoldRequest } from '../ledger/requests.ts'
import type { Caution } from '../pricing/caution.ts'
import type { ModelId } from '../pricing/model-id.ts'
import { dearestTimes } from '../pricing/modifier-rules.ts'
import type { PricedAnswer } from '../pricing/price-answer.ts'
import type { PriceSource } from '../pricing/price-source.ts'
import type { Usage } from '../pricing/usage.ts'
import type { Timers } from '../time/timers.ts'
import { bookedCost } from './booked-cost.ts'
import { type CallSize, mostItCosts, outputTokensFor } from './call-bounds.ts'
import { countsAsFree, priceOfCall } from './call-prices.ts'
import { HeldCall, type HeldCallFacts } from './held-call.ts'
import { LostWorkflowError } from './lost-workflow-error.ts'
import type { CallPlan, Meter, MeterObserver, OpenCall } from './meter.ts'
import { overageMarginPercent, withMargin, withoutMargin } from './overage-margin.ts'
import { PatientHolds } from './patient-holds.ts'
import { usualCeiling } from './usual-ceiling.ts'
import type { WireReplies } from './wire-tap.ts'

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

/** The meter whose books are the ledger. */
export function createMeter(options: MeterOptions): Meter {
  return new LedgerMeter(options)
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
    const { ledger, now, newId, observer, timers } = this.#options
    const { attribution, claim, accounts } = currentRequestTracker()
    const bounds = await this.#usualBounds(wanted, attribution.task)
    const { everCost, overages } = await ledger.modelRecord(wanted.model)
    const answer = this.#priceOf({ ...wanted, everCost })
    const rateTimes = dearestTimes(wanted.modifiers ?? [], {
      seller: answer.seller,
      model: wanted.model.model,
    })
    const plan = { ...wanted, ...bounds, rateTimes }
    const marginPercent = overageMarginPercent(overages, now())
    const request = {
      id: newId(),
      ...amountsOf(answer, plan, marginPercent),
      attribution,
      claim,
      call: {
        ...plan.model,
        operation: plan.operation,
        priceVersion: answer.price.version,
        attempt: plan.attempt,
      },
      scopes: accounts,
    }
    const { heldAtMs, heldNanoUsd, exceededSoftLimits, end } = await this.#holds.hold(
      request,
      plan.timeoutMs,
      signal,
    )
    if (exceededSoftLimits.length > 0) observer?.softLimitsExceeded?.(exceededSoftLimits)
    const maxOutputTokens = outputTokensFor(answer.price, plan, withoutMargin(heldNanoUsd, marginPercent))
    const isUsualCeiling =
      maxOutputTokens === plan.maxOutputTokens && maxOutputTokens !== wanted.maxOutputTokens
    return this.#openCall({
      id: request.id,
      attribution,
      claim,
      heldAtMs,
      plan: { ...plan, maxOutputTokens },
      answer,
      heldNanoUsd,
      overagesBefore: overages.length,
      isUsualCeiling,
      timeLimit: timers.after(plan.timeoutMs),
      end,
    })
  }

  async recordUnmetered(
    id: string,
    { model, operation, usage }: { model: ModelId; operation: Operation; usage: Usage },
  ): Promise<Booking> {
    const { attribution, claim, accounts } = currentRequestTracker()
    const answer = this.#priceOf({ model, operation, everCost: false })
    const plan = { model, inputTokens: usage.inputTokens?.total ?? 0 }
    const { amountNanoUsd, provenance, cautions } = bookedCost({ plan, answer, report: { usage } })
    const recorded = await this.#options.ledger.record({
      id,
      attribution,
      claim,
      call: { ...model, operation, priceVersion: answer.price.version },
      scopes: accounts,
      amountNanoUsd,
      provenance: answer.price.source === 'local' ? provenance : 'estimated',
      usage,
      cautions,
      free: countsAsFree(answer, operation),
      atMs: this.#options.now(),
    })
    if (recorded.kind === 'lost_workflow') throw new LostWorkflowError(attribution.workflow)
    this.#options.observer?.booked?.(recorded)
    return recorded
  }

  async #usualBounds(
    { model, operation, maxOutputTokens, leastOutputTokens = 1, usualOutputTokens }: CallPlan,
    task: Purpose | undefined,
  ): Promise<Partial<CallSize>> {
    if (maxOutputTokens === undefined || usualOutputTokens === undefined || !task) return {}
    const usual = await this.#options.ledger.usualOutput({ ...model, operation, task })
    return usualCeiling(usual, { leastOutputTokens, usualOutputTokens, maxOutputTokens })
  }

  #openCall(held: HeldCallFacts): OpenCall {
    return new HeldCall(held, {
      ...this.#options,
      booked: (booking, cautions) => {
        for (const caution of cautions) this.#tell(caution)
        this.#options.observer?.booked?.(booking)
      },
    })
  }

  #priceOf(call: Parameters<typeof priceOfCall>[1]): PricedAnswer {
    const { answer, cautions } = priceOfCall(this.#options.prices, call)
    for (const caution of cautions) this.#tell(caution)
    return answer
  }

  /** Of each model and code once: an owner is not to read the same of every call. */
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
