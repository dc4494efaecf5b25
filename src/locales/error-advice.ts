import { LedgerError } from '../ledger/ledger-error.ts'
import { UnknownProviderError } from '../llm/unknown-provider-error.ts'
import { PriceOverridesError } from '../pricing/price-overrides-error.ts'
import { textsOf } from './i18n.ts'
import type { Texts } from './texts.ts'

/**
 * What the operator can do about an error that keeps the program from working, in English on a terminal; undefined for those that
 * nobody foresaw.
 */
export function errorAdvice(error: unknown, texts: Texts = textsOf('en')): string | undefined {
  if (error instanceof LedgerError) return texts.t(`ledgerAdvice.${error.reason}`)
  if (error instanceof PriceOverridesError) return texts.t('advice.prices_file')
  if (error instanceof UnknownProviderError) return texts.t('advice.unknown_provider')
  return undefined
}
