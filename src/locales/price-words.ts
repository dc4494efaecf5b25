import type { LeftOutModel } from '../pricing/judge-prices.ts'
import { farOffFactor, type OverrideWarning } from '../pricing/override-warnings.ts'
import type { PriceCaution } from '../pricing/price-answer.ts'
import type { RefreshProblem } from '../pricing/renew-prices.ts'
import type { PriceWarning } from '../pricing/validate-prices.ts'
import { cautionText } from './caution-text.ts'
import { priceFileText } from './error-words.ts'
import { textsOf } from './i18n.ts'
import type { Texts } from './texts.ts'

const english = textsOf('en')

export function priceCautionText(model: string, code: PriceCaution, texts: Texts = english): string {
  return cautionText({ code, model, detail: {} }, texts)
}

export function warningText(warning: PriceWarning, texts: Texts = english): string {
  const { model } = warning
  switch (warning.kind) {
    case 'zero':
      return priceCautionText(model, 'zero_price', texts)
    case 'absurd':
      return texts.t('priceWarning.absurd', {
        model,
        usd: `$${warning.perThousandUsd}`,
        field: warning.field,
      })
    case 'old':
      return texts.t('priceWarning.old', { model, count: warning.ageDays })
    default:
      return warning satisfies never
  }
}

export function ownPriceText(warning: OverrideWarning, texts: Texts = english): string {
  const { model } = warning
  switch (warning.kind) {
    case 'duplicate':
      return texts.t('priceWarning.duplicate', { model })
    case 'unused':
      return texts.t('priceWarning.unused', { model })
    case 'far-off': {
      const { own, published, field } = warning
      const key = Number(own) > Number(published) ? 'priceWarning.farAbove' : 'priceWarning.farBelow'
      return texts.t(key, { model, own: `$${own}`, published: `$${published}`, field, factor: farOffFactor })
    }
    case 'free-output':
      return texts.t('priceWarning.freeOutput', { model })
    default:
      return warning satisfies never
  }
}

export function refusedPriceText(model: string, texts: Texts = english): string {
  return texts.t('priceWarning.refused', { model })
}

export function refreshProblemText(problem: RefreshProblem): string {
  const reason = refreshReason(problem)
  return problem.kind === 'models-left-out' ? reason : `${reason} The prices from before stay in force.`
}

function refreshReason(problem: RefreshProblem): string {
  switch (problem.kind) {
    case 'unreachable':
      return `The published prices cannot be reached: ${causeText(problem.cause)}.`
    case 'http-status':
      return `The published prices cannot be had: the server answers with status ${problem.status}.`
    case 'too-large':
      return `The published prices are larger than ${problem.limitBytes} bytes.`
    case 'not-json':
      return 'What came in place of the published prices is no JSON. Check PRICES_URL.'
    case 'wrong-shape':
      return `What came in place of the published prices has another shape (${[problem.where, problem.expected].filter(Boolean).join(': ')}). Check PRICES_URL.`
    case 'no-providers':
      return 'The published prices have no provider with models.'
    case 'models-gone':
      return `The published prices lack most models: ${problem.after} of ${problem.before} are left.`
    case 'models-left-out':
      return `All published prices are taken but these, whose last good price stays: ${problem.models.map(leftOutText).join('; ')}.`
    case 'overrides':
      return priceFileText(problem.error, english)
    case 'not-stored':
      return `The new prices could not be kept in ${problem.file}: ${causeText(problem.cause)}.`
    case 'unexpected':
      return `The prices could not be renewed: ${causeText(problem.cause)}.`
    default:
      return problem satisfies never
  }
}

function leftOutText(model: LeftOutModel): string {
  switch (model.kind) {
    case 'unreadable':
      return `${model.model} (${[model.where, model.expected].filter(Boolean).join(': ')})`
    case 'price-jump':
      return `${model.model} (${model.change.field} went from ${model.change.before} to ${model.change.after})`
    case 'price-gone':
      return `${model.model} (no price any more)`
    case 'absurd-rate':
      return `${model.model} (${model.field} of $${model.usd} a million)`
    default:
      return model satisfies never
  }
}

/** The innermost reason of an error: fetch hides it behind "fetch failed". */
export function causeText(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.cause instanceof Error) return causeText(error.cause)
  if (error instanceof AggregateError && error.errors.length > 0) return causeText(error.errors[0])
  return error.message
}
