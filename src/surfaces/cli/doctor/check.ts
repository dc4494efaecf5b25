import { errorWords } from '../../../locales/error-words.ts'
import type { Caution } from '../../../pricing/caution.ts'
import type { CheckStatus } from '../../../wire/checks.ts'

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

/** An error as what was found, and what to do about it. */
export function wordedAs(error: Error): Pick<Check, 'detail' | 'hint'> {
  const words = errorWords(error)
  return { detail: words?.says ?? error.message, hint: words?.advice }
}
