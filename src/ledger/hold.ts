import type { NanoUsd } from '../money/nano-usd.ts'
import type { Attribution, CallDescription } from './attribution.ts'

const holdStates = ['pending', 'settled', 'voided', 'expired'] as const
export type HoldState = (typeof holdStates)[number]

/** Money set aside before a call. */
export interface Hold extends Attribution, CallDescription {
  readonly id: string
  readonly state: HoldState
  readonly amountNanoUsd: NanoUsd
  readonly heldAtMs: number
  readonly expiresAtMs: number
  readonly scopes: readonly string[]
}
