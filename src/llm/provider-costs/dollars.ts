import { Decimal } from 'decimal.js'
import { z } from 'zod'
import type { DollarRates } from '../../money/display-currency.ts'
import { ProviderCostsError } from './provider-costs-error.ts'

/** An amount as a number or as text, of any currency; negative for credits. */
export const amountForm = z
  .union([z.number(), z.string().regex(/^[+-]?\d+(\.\d+)?(e[+-]?\d{1,3})?$/i)])
  .transform((value) => new Decimal(value))

/** @throws {ProviderCostsError} for a currency that the table of rates does not have. */
export function toDollars(amount: Decimal, currency: string, source: string, rates: DollarRates): Decimal {
  const code = currency.trim().toUpperCase()
  if (code === 'USD') return amount
  const perUsd = rates[code]
  if (!perUsd) throw new ProviderCostsError('currency', source, code)
  return amount.dividedBy(perUsd)
}
