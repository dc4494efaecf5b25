import { EventEmitter, once } from 'node:events'
import { BudgetRefusedError } from '../budget/budget-refused-error.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import { isOnlyHeld, type LimitState } from '../ledger/limit-state.ts'
import type { HoldRequest } from '../ledger/requests.ts'
import { holdExpiresAtMs } from '../ledger/rules/expiry.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import type { Timers } from '../time/timers.ts'
import { LostWorkflowError } from './lost-workflow-error.ts'

export interface PatientHold {
  /** Epoch milliseconds, of the moment before it was asked for. */
  readonly heldAtMs: number
  readonly heldNanoUsd: NanoUsd
  readonly exceededSoftLimits: readonly LimitState[]
  /** Tells that the hold has ended; only the first call counts. */
  readonly end: () => void
}

/** So often money is looked for again that may be held for calls of another process, whose ends nobody tells here. */
export const lookAgainMs = 500

/** Sets money aside, and waits for it where it is missing only because more is set aside for other calls than they will need. */
export class PatientHolds {
  readonly #options: { readonly ledger: LedgerStore; readonly now: () => number; readonly timers: Timers }
  readonly #events = new EventEmitter<{ end: [] }>().setMaxListeners(0)
  #ended = 0

  constructor(options: {
    readonly ledger: LedgerStore
    readonly now: () => number
    readonly timers: Timers
  }) {
    this.#options = options
  }

  /**
   * @param timeoutMs how long the call may take, and the waiting for its money; after that, what there is has to do.
   * @param signal ends the waiting
   * @throws {LostWorkflowError} when somebody else has the workflow.
   * @throws {BudgetRefusedError} when the money is spent, or not given back in time.
   */
  async hold(
    request: Omit<HoldRequest, 'patient' | 'heldAtMs' | 'expiresAtMs'>,
    timeoutMs: number,
    signal: AbortSignal | undefined,
  ): Promise<PatientHold> {
    const { ledger, now, timers } = this.#options
    let timeLimit: AbortSignal | undefined
    let patient = true
    for (;;) {
      const endedBefore = this.#ended
      const heldAtMs = now()
      const expiresAtMs = holdExpiresAtMs(heldAtMs, timeoutMs)
      const result = await ledger.hold({ ...request, patient, heldAtMs, expiresAtMs })
      if (result.kind === 'held') {
        const { hold, exceededSoftLimits } = result
        return { heldAtMs, heldNanoUsd: hold.amountNanoUsd, exceededSoftLimits, end: this.#begin() }
      }
      if (result.kind === 'lost_workflow') throw new LostWorkflowError(request.attribution.workflow)
      if (!patient || !isOnlyHeld(result.refusal)) throw new BudgetRefusedError(result.refusal)
      timeLimit ??= timers.after(timeoutMs)
      patient = await this.#moreEnded(endedBefore, timeLimit, signal)
    }
  }

  #begin(): () => void {
    let isOpen = true
    return () => {
      if (!isOpen) return
      isOpen = false
      this.#ended += 1
      this.#events.emit('end')
    }
  }

  /** Waits until more holds have ended here than before, or may have elsewhere; false when the time is over first. */
  async #moreEnded(
    before: number,
    timeLimit: AbortSignal,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    signal?.throwIfAborted()
    if (timeLimit.aborted) return false
    if (this.#ended !== before) return true
    const enough = new AbortController()
    const over = AbortSignal.any([timeLimit, enough.signal, ...(signal ? [signal] : [])])
    try {
      const ended = once(this.#events, 'end', { signal: over })
      await Promise.race([ended, this.#options.timers.wait(lookAgainMs, over)])
      return true
    } catch (error) {
      signal?.throwIfAborted()
      if (timeLimit.aborted) return false
      throw error
    } finally {
      enough.abort()
    }
  }
}
