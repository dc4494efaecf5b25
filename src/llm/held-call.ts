import type { Operation } from '../ledger/attribution.ts'
import type { JournalLine } from '../ledger/journal.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { Booking, HoldRequest } from '../ledger/requests.ts'
import { toExactUsd } from '../money/format.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import type { Caution } from '../pricing/caution.ts'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import type { PricedAnswer } from '../pricing/price-answer.ts'
import type { PriceSource } from '../pricing/price-source.ts'
import type { Outcome } from '../pricing/wire/outcome.ts'
import { type ReplyFacts, readReply } from '../pricing/wire/read-reply.ts'
import type { CallReport } from './booked-call.ts'
import { bookedCost } from './booked-cost.ts'
import type { CallSize } from './call-bounds.ts'
import { countsAsFree } from './call-prices.ts'
import { LostWorkflowError } from './lost-workflow-error.ts'
import type { CallPlan, OpenCall } from './meter.ts'
import { overagesBeforeMargin } from './overage-margin.ts'
import { usageByRole } from './prompt-roles.ts'
import type { WireReplies } from './wire-tap.ts'

/** A process that gets from a hold to the sending of its call no sooner may have been stopped, and its workflow taken over meanwhile. */
const pauseMs = 5_000

/** What was held, for what, and at which price. */
export interface HeldCallFacts extends Pick<HoldRequest, 'id' | 'attribution' | 'claim'> {
  readonly heldAtMs: number
  readonly plan: CallSize &
    Pick<CallPlan, 'promptLengths'> & { readonly model: ModelId; readonly operation: Operation }
  readonly answer: PricedAnswer
  readonly heldNanoUsd: NanoUsd
  /** Overages of the model that the books had when it was held. */
  readonly overagesBefore: number
  readonly isUsualCeiling: boolean
  readonly timeLimit: AbortSignal
  /** Tells those who wait for money that the hold has ended. */
  readonly end: () => void
}

/** What a held call ends with. */
export interface HeldCallEnds {
  readonly ledger: LedgerStore
  readonly prices: PriceSource
  readonly wire?: WireReplies | undefined
  readonly now: () => number
  readonly booked: (booking: Booking, cautions: readonly Caution[]) => void
}

/** A call between its hold and its end: settled from the raw reply where there is one, released, or given up. */
export class HeldCall implements OpenCall {
  readonly id: string
  readonly maxOutputTokens: number | undefined
  readonly isUsualCeiling: boolean
  readonly timeLimit: AbortSignal
  readonly #held: HeldCallFacts
  readonly #ends: HeldCallEnds

  constructor(held: HeldCallFacts, ends: HeldCallEnds) {
    this.id = held.id
    this.maxOutputTokens = held.plan.maxOutputTokens
    this.isUsualCeiling = held.isUsualCeiling
    this.timeLimit = held.timeLimit
    this.#held = held
    this.#ends = ends
    ends.wire?.expect(held.id, {
      leaving: () => this.#checkAfterPause(),
      named: (name) => ends.ledger.nameCall(held.id, name),
    })
  }

  canHaveLeft(): boolean {
    const { wire } = this.#ends
    // Searches are no provider's calls, and go by a wire of their own.
    return this.#held.plan.operation === 'search' || !wire || wire.canHaveLeft(this.id)
  }

  outcome(): Outcome | undefined {
    return this.#replyFacts()?.outcome
  }

  settle(report: CallReport, keep?: JournalLine): Promise<Booking> {
    return this.#settle(report, keep).finally(this.#held.end)
  }

  async release(left: boolean): Promise<void> {
    const { ledger, wire, now } = this.#ends
    wire?.forget(this.id)
    await ledger.void({ holdId: this.id, failed: left, atMs: now() }).finally(this.#held.end)
  }

  async giveUp(): Promise<void> {
    const { ledger, wire, now } = this.#ends
    wire?.forget(this.id)
    await ledger.expire(this.id, now()).finally(this.#held.end)
  }

  /** @throws {LostWorkflowError} */
  async #checkAfterPause(): Promise<void> {
    const { ledger, now } = this.#ends
    if (now() - this.#held.heldAtMs < pauseMs || (await ledger.stands(this.#held))) return
    throw new LostWorkflowError(this.#held.attribution.workflow)
  }

  async #settle(report: CallReport, keep: JournalLine | undefined): Promise<Booking> {
    const { ledger, prices, wire, now, booked } = this.#ends
    const { plan, answer, attribution, heldNanoUsd } = this.#held
    const facts = this.#replyFacts()
    wire?.forget(this.id)
    const served = facts?.servedModel ? prices.servedModel(plan.model, facts.servedModel) : undefined
    const cost = bookedCost({ plan, answer, served, report, facts })
    const cautions = [...cost.cautions, ...overageCautions(cost.amountNanoUsd, this.#held)]
    const settled = await ledger.settle({
      holdId: this.id,
      ...cost,
      usage: { ...usageByRole(cost.usage, plan.promptLengths), ...report.seen },
      servedModel: facts?.servedModel,
      cautions,
      free: countsAsFree(answer, plan.operation),
      atMs: now(),
      keep,
      // A run goes on from what it has paid for; any other call is over once it is answered.
      mayWaitForDisk: attribution.workflow === undefined && cost.amountNanoUsd <= heldNanoUsd,
    })
    if (settled.kind !== 'settled' && settled.kind !== 'corrected')
      throw new Error(`The hold ${this.id} could not be settled: ${settled.kind}.`)
    booked(settled, cautions)
    return settled
  }

  #replyFacts(): ReplyFacts | undefined {
    const reply = this.#ends.wire?.replyTo(this.id)
    return reply && readReply(reply, this.#held.answer.seller)
  }
}

/** A model that went over what was held for it before does so again: from now on more is held. */
function overageCautions(
  amountNanoUsd: NanoUsd,
  { plan, heldNanoUsd, overagesBefore }: HeldCallFacts,
): readonly Caution[] {
  if (amountNanoUsd <= heldNanoUsd || overagesBefore < overagesBeforeMargin - 1) return []
  const detail = { held: toExactUsd(heldNanoUsd), booked: toExactUsd(amountNanoUsd) }
  return [{ code: 'overage', model: formatModelId(plan.model), detail }]
}
