import type { Operation } from '../ledger/attribution.ts'
import type { JournalLine } from '../ledger/journal.ts'
import type { LimitState } from '../ledger/limit-state.ts'
import type { Booking } from '../ledger/requests.ts'
import type { Caution } from '../pricing/caution.ts'
import type { ModelId } from '../pricing/model-id.ts'
import type { Usage } from '../pricing/usage.ts'
import type { Modifier } from '../pricing/wire/modifiers.ts'
import type { Outcome } from '../pricing/wire/outcome.ts'
import type { CallReport } from './booked-call.ts'
import type { CallSize } from './call-bounds.ts'
import type { PromptLengths } from './prompt-roles.ts'

/** What a call is about to do, measured before it leaves. */
export interface CallPlan extends CallSize {
  /** Of a search, the service that is asked. */
  readonly model: ModelId
  readonly operation: Operation
  /** What is asked for that changes the rates, such as a tier; a lower rate is not counted on. */
  readonly modifiers?: readonly Modifier[] | undefined
  /**
   * What such calls are thought to write at most until the books tell; the ceiling is then what they usually need. Without it, it
   * is the one wanted.
   */
  readonly usualOutputTokens?: number | undefined
  /** See `CallDescription`. */
  readonly attempt?: number | undefined
  /** Characters of the prompt's parts, by which its tokens are shared out. */
  readonly promptLengths?: PromptLengths | undefined
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
  /** Whether anything of it can have reached the network. */
  canHaveLeft(): boolean
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

/**
 * Holds money before a call and books it after, in the scope that the calling code runs in.
 *
 * @example
 * ```ts
 * const size = { inputTokens: 1_200, maxOutputTokens: 800 }
 * const call = await meter.open({ model, operation: 'generate', ...size, timeoutMs: 60_000 })
 * const { text } = await ask(call.maxOutputTokens).catch(async (error) => {
 *   await call.giveUp()
 *   throw error
 * })
 * await call.settle({ usage: { outputTokens: { total: 640 } }, outputText: text })
 * ```
 */
export interface Meter {
  /**
   * Estimates, clamps and holds. Where money is missing only because it is set aside for other calls, of whatever process, it waits
   * until enough of them have ended, as long as a call may take.
   *
   * @param signal ends the waiting.
   * @throws {BudgetRefusedError} when a limit does not leave enough for the call's useful least.
   * @throws {UnpricedModelError} when the model has no price and such models are refused.
   * @throws {NoRequestScopeError} outside of every request scope.
   */
  open(plan: CallPlan, signal?: AbortSignal): Promise<OpenCall>
  /**
   * Books work that was done without a hold and that reported no usage: what it costs at its model's price, as estimated.
   *
   * @throws {LostWorkflowError} when somebody else has the workflow: who does the work anew books it.
   */
  recordUnmetered(
    id: string,
    work: { readonly model: ModelId; readonly operation: Operation; readonly usage: Usage },
  ): Promise<Booking>
}
