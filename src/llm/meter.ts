import { BudgetRefusedError } from '../budget/budget-refused-error.ts'
import { currentRequestTracker } from '../budget/request-scope.ts'
import type { Operation } from '../ledger/attribution.ts'
import type { JournalLine } from '../ledger/journal.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { LimitState } from '../ledger/limit-state.ts'
import type { Booking, HoldRequest } from '../ledger/requests.ts'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import { localPrice, type Price } from '../pricing/price.ts'
import type { PriceAnswer, PriceCaution } from '../pricing/price-answer.ts'
import type { Usage } from '../pricing/usage.ts'
import type { Timers } from '../time/timers.ts'
import { type CallSize, mostItCosts, outputTokensFor } from './call-bounds.ts'
import { bookedCost, type CallReport } from './call-report.ts'
import { UnpricedModelError } from './unpriced-model-error.ts'

/** What a call is about to do, measured before it leaves. */
export interface CallPlan extends CallSize {
  readonly model: ModelId
  readonly operation: Operation
  /** How long the call may take; its hold outlives that by a minute. */
  readonly timeoutMs: number
}

/** A call whose money is set aside. It ends exactly once. */
export interface OpenCall {
  /** The hold's id; sent along as the request's client id, so that the provider's log can be matched. */
  readonly id: string
  /** What the held money pays for at most; undefined for calls without an output ceiling. */
  readonly maxOutputTokens: number | undefined
  /** Aborts when the call has taken as long as it may. */
  readonly timeLimit: AbortSignal
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
  readonly priceCaution?: (model: ModelId, caution: PriceCaution) => void
}

export interface MeterOptions {
  readonly ledger: LedgerStore
  readonly priceOf: (model: ModelId) => PriceAnswer
  readonly now: () => number
  readonly timers: Timers
  readonly newId: () => string
  readonly observer?: MeterObserver
}

/** The provider under which searches for evidence are booked. */
export const searchProvider = 'search'

const holdGraceMs = 60_000

/** Holds money before a call and books it after, in the scope that the calling code runs in. */
export interface Meter {
  /**
   * Estimates, clamps and holds.
   *
   * @throws {BudgetRefusedError} when a limit does not leave enough for the call's useful least.
   * @throws {UnpricedModelError} when the model has no price and such models are refused.
   * @throws {NoRequestScopeError} outside of every request scope.
   */
  open(plan: CallPlan): Promise<OpenCall>
  /** Books work that was done without a hold and that reported no usage: what it costs at its model's price, as estimated. */
  recordUnmetered(
    id: string,
    work: { readonly model: ModelId; readonly operation: Operation; readonly usage: Usage },
  ): Promise<Booking>
}

export function createMeter(options: MeterOptions): Meter {
  const { ledger, now, timers, newId, observer } = options
  const cautioned = new Set<string>()

  function priceOf(model: ModelId): PriceAnswer & { kind: 'priced' } {
    const answer = options.priceOf(model)
    if (model.provider === searchProvider && isUnknown(answer))
      return { kind: 'priced', price: localPrice, estimated: false }
    if (answer.kind === 'refused') throw new UnpricedModelError(model)
    const name = formatModelId(model)
    if (answer.caution && !cautioned.has(name)) {
      cautioned.add(name)
      observer?.priceCaution?.(model, answer.caution)
    }
    return answer
  }

  return {
    async open(plan) {
      const { attribution, accounts } = currentRequestTracker()
      const answer = priceOf(plan.model)
      const heldAtMs = now()
      const request: HoldRequest = {
        id: newId(),
        ...amountsOf(answer.price, plan),
        attribution,
        call: { ...plan.model, operation: plan.operation, priceVersion: answer.price.version },
        scopes: accounts,
        heldAtMs,
        expiresAtMs: heldAtMs + plan.timeoutMs + holdGraceMs,
      }
      const result = await ledger.hold(request)
      if (result.kind === 'refused') throw new BudgetRefusedError(result.refusal)
      if (result.exceededSoftLimits.length > 0) observer?.softLimitsExceeded?.(result.exceededSoftLimits)
      const maxOutputTokens = outputTokensFor(answer.price, plan, result.hold.amountNanoUsd)
      const limits = { maxOutputTokens, timeLimit: timers.after(plan.timeoutMs) }
      return openCall(request.id, limits, async (report, keep) => {
        const settled = await ledger.settle({
          holdId: request.id,
          ...bookedCost(answer, { ...plan, maxOutputTokens }, report),
          free: countsAsFree(answer, plan.model),
          atMs: now(),
          keep,
        })
        if (settled.kind !== 'settled' && settled.kind !== 'corrected')
          throw new Error(`The hold ${request.id} could not be settled: ${settled.kind}.`)
        observer?.booked?.(settled)
        return settled
      })
    },

    async recordUnmetered(id, { model, operation, usage }) {
      const { attribution, accounts } = currentRequestTracker()
      const answer = priceOf(model)
      const { amountNanoUsd, provenance } = bookedCost(
        answer,
        { model, inputTokens: usage.inputTokens?.total ?? 0 },
        { usage },
      )
      const booking = await ledger.record({
        id,
        attribution,
        call: { ...model, operation, priceVersion: answer.price.version },
        scopes: accounts,
        amountNanoUsd,
        provenance: answer.price.source === 'local' ? provenance : 'estimated',
        usage,
        free: countsAsFree(answer, model),
        atMs: now(),
      })
      observer?.booked?.(booking)
      return booking
    },
  }

  function openCall(
    id: string,
    limits: Pick<OpenCall, 'maxOutputTokens' | 'timeLimit'>,
    settle: OpenCall['settle'],
  ): OpenCall {
    return {
      id,
      ...limits,
      settle,
      release: async (left) => {
        await ledger.void({ holdId: id, failed: left, atMs: now() })
      },
      giveUp: async () => {
        await ledger.expire(id, now())
      },
    }
  }
}

function amountsOf(price: Price, plan: CallPlan): Pick<HoldRequest, 'amountNanoUsd' | 'atLeastNanoUsd'> {
  const amountNanoUsd = mostItCosts(price, plan, plan.maxOutputTokens)
  const least = plan.leastOutputTokens ?? plan.maxOutputTokens
  return { amountNanoUsd, atLeastNanoUsd: mostItCosts(price, plan, least) }
}

function isUnknown(answer: PriceAnswer): boolean {
  return answer.kind === 'refused' || answer.price.source === 'fallback'
}

/** Searches cost nothing unless the operator says so, but are somebody else's service; a local model is nobody's. */
function countsAsFree({ price }: { readonly price: Price }, { provider }: ModelId): boolean {
  return price.source !== 'local' || provider === searchProvider
}
