import { LedgerError } from '../ledger/ledger-error.ts'
import { TransferError } from '../ledger/transfer-error.ts'
import { ProviderCostsError } from '../llm/provider-costs/provider-costs-error.ts'
import { UnknownProviderError } from '../llm/unknown-provider-error.ts'
import { formatModelId } from '../pricing/model-id.ts'
import { PriceOverridesError } from '../pricing/price-overrides-error.ts'
import { textsOf } from './i18n.ts'
import type { Texts } from './texts.ts'

/** An error in words: what is wrong, and what the operator can do about it. */
export interface ErrorWords {
  readonly says: string
  readonly advice: string
}

/** An error that keeps the program from working, in English on a terminal; undefined for those that nobody foresaw. */
export function errorWords(error: unknown, texts: Texts = textsOf('en')): ErrorWords | undefined {
  if (error instanceof LedgerError)
    return { says: ledgerText(error, texts), advice: texts.t(`ledgerAdvice.${error.reason}`) }
  if (error instanceof PriceOverridesError)
    return { says: `PRICES_FILE=${priceFileText(error, texts)}`, advice: texts.t('advice.prices_file') }
  if (error instanceof UnknownProviderError) {
    const { reason, model } = error
    const values = { provider: model.provider, model: formatModelId(model) }
    return { says: texts.t(`providerProblem.${reason}`, values), advice: texts.t('advice.unknown_provider') }
  }
  if (error instanceof ProviderCostsError) {
    const { reason, source, detail } = error
    return {
      says: texts.t(`costsProblem.${reason}`, { source, detail }),
      advice: texts.t(`costsAdvice.${reason}`, { source, detail }),
    }
  }
  if (error instanceof TransferError) {
    const { code, place, detail } = error
    return {
      says: texts.t(`transferProblem.${code}`, { place, detail: detail ?? '' }),
      advice: texts.t(`transferAdvice.${code}`),
    }
  }
  return undefined
}

function ledgerText({ reason, path, detail }: LedgerError, texts: Texts): string {
  const says = texts.t(`ledgerProblem.${reason}`, { path })
  return detail === undefined ? says : `${says} (${detail})`
}

/** Where in the file, and what is wrong there. */
export function priceFileText(error: PriceOverridesError, texts: Texts): string {
  const { file, model, field, problem } = error
  return [file, model, field, texts.t(`priceFileProblem.${problem.code}`, problem.values)]
    .filter(Boolean)
    .join(': ')
}
