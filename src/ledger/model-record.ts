import type { NanoUsd } from '../money/nano-usd.ts'

/** How the calls of one model turned out. */
export interface ModelRecord {
  /** Some call of it cost money: it is not free, whatever its price says. */
  readonly everCost: boolean
  /** Its last calls that cost more than was held for them, newest first, at most {@link overagesKept}. */
  readonly overages: readonly Overage[]
}

export const overagesKept = 8

export interface Overage {
  /** When it was booked. */
  readonly atMs: number
  readonly heldNanoUsd: NanoUsd
  readonly amountNanoUsd: NanoUsd
}
