import { Decimal } from 'decimal.js'
import { type NanoUsd, nanoUsdPerUsd, parseUsd } from './nano-usd.ts'

/** More than anybody means, and far below what the ledger's numbers hold. */
export const largestAmountNanoUsd = 1_000_000n * nanoUsdPerUsd
/** A nano-dollar is the least that there is. */
export const mostDecimals = 9

const amountProblemCodes = ['not_an_amount', 'negative', 'too_many_decimals', 'too_large'] as const
type AmountProblemCode = (typeof amountProblemCodes)[number]

export interface AmountProblem {
  readonly code: AmountProblemCode
  /** What was given, as text. */
  readonly input: string
}

export type ReadAmount =
  | { readonly kind: 'amount'; readonly amountNanoUsd: NanoUsd }
  | { readonly kind: 'problem'; readonly problem: AmountProblem }

const amount = /^(?<sign>[-−])?\s*\$?\s*(?<whole>\d{1,60})(?:[.,](?<decimals>\d{1,60}))?\s*(?:\$|USD)?$/i

/**
 * An amount that somebody gives for a limit, a ceiling or a threshold: `50`, `$50`, `50.00`, `50,00`, `50 USD`, or a number out of a
 * JSON file. A comma is a decimal one; with three digits behind it, `1,000`, it may not be, and the amount is refused as doubtful.
 */
export function readAmount(input: string | number): ReadAmount {
  const text = typeof input === 'number' ? textOf(input) : input.trim()
  const problem = (code: AmountProblemCode): ReadAmount => ({
    kind: 'problem',
    problem: { code, input: String(input) },
  })
  const { sign, whole, decimals = '' } = amount.exec(text)?.groups ?? {}
  if (whole === undefined || /,\d{3}\b/.test(text)) return problem('not_an_amount')
  if (decimals.length > mostDecimals) return problem('too_many_decimals')
  const amountNanoUsd = parseUsd(`${whole}.${decimals || '0'}`)
  if (sign !== undefined && amountNanoUsd > 0n) return problem('negative')
  return amountNanoUsd > largestAmountNanoUsd ? problem('too_large') : { kind: 'amount', amountNanoUsd }
}

/** As decimals, not as `1e-7`. */
function textOf(input: number): string {
  return Number.isFinite(input) ? new Decimal(input).toFixed() : String(input)
}
