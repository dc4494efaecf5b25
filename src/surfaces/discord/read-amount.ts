import { type NanoUsd, nanoUsdPerUsd, parseNonNegativeUsd } from '../../money/nano-usd.ts'

/** More than anybody means; and far below what the ledger's numbers hold. */
export const largestBudgetNanoUsd = 1_000_000n * nanoUsdPerUsd

export type ReadAmount =
  | { readonly kind: 'amount'; readonly amountNanoUsd: NanoUsd }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'too_large' }

const amount = /^\$?\s*(\d{1,30})(?:[.,](\d{1,9}))?\s*(?:\$|USD)?$/i

/** An amount as people type it: `50`, `$50`, `50.00`, `50,00`, `50 USD`. A comma is a decimal one: `1,000` is refused as doubtful. */
export function readAmount(text: string): ReadAmount {
  const match = amount.exec(text.trim())
  if (!match || /,\d{3}\b/.test(text)) return { kind: 'invalid' }
  const [, whole, fraction] = match
  const amountNanoUsd = parseNonNegativeUsd(fraction ? `${whole}.${fraction}` : `${whole}`)
  return amountNanoUsd > largestBudgetNanoUsd ? { kind: 'too_large' } : { kind: 'amount', amountNanoUsd }
}
