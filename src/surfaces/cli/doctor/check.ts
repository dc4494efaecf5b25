import type { Caution } from '../../../pricing/caution.ts'

export const checkStatuses = ['ok', 'warning', 'failed'] as const
/** `warning` is worth a look; `failed` is broken. */
export type CheckStatus = (typeof checkStatuses)[number]

/** One thing that was looked at. */
export interface Check {
  readonly name: string
  readonly status: CheckStatus
  /** What was found, in a sentence or less; never a secret. */
  readonly detail: string
  /** What to do about it. */
  readonly hint?: string | undefined
  /** The caution that it tells of, for programs. */
  readonly caution?: Caution | undefined
}
