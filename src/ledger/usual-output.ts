import type { CallDescription, Purpose } from './attribution.ts'

/** Calls that are alike in how much they write. */
export type OutputKind = Pick<CallDescription, 'provider' | 'model' | 'operation'> & {
  readonly task: Purpose
}

/** How much the latest calls of one kind wrote, of all tenants. */
export interface UsualOutput {
  /** How many were looked at, at most {@link outputsLookedAt}. */
  readonly calls: number
  /** At most so many output tokens were written by 95 in 100 of them; 0 without calls. */
  readonly highTokens: number
}

export const outputsLookedAt = 100
