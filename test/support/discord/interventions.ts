import type { FaultPlan } from './rest/faults.ts'
import type { State } from './state.ts'

/** What a test makes happen besides what members do. */
export interface Interventions {
  /** From now on direct messages to the user fail with 50007. */
  closeDirectMessages(userId: string): void
  /** From now on they succeed again. */
  openDirectMessages(userId: string): void
  /** From now on messages to the channel fail with 50001. */
  forbidChannel(channelId: string): void
  /** The next matching requests meet the fault. */
  failNext(plan: FaultPlan): void
  /** Moves the emulator's time: tokens expire, rate limits reset. */
  advance(milliseconds: number): void
}

export function createInterventions({ world, faults }: State): Interventions {
  return {
    closeDirectMessages(userId) {
      world.closedDirectMessages.add(userId)
    },
    openDirectMessages(userId) {
      world.closedDirectMessages.delete(userId)
    },
    forbidChannel(channelId) {
      const state = world.channels.get(channelId)
      if (state === undefined) throw new TypeError(`No channel ${channelId}`)
      state.isForbidden = true
    },
    failNext: faults.add,
    advance: world.clock.advance,
  }
}
