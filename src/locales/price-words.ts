import type { LeftOutModel } from '../pricing/judge-prices.ts'
import { farOffFactor, type OverrideWarning } from '../pricing/override-warnings.ts'
import type { PriceCaution } from '../pricing/price-answer.ts'
import type { RefreshProblem } from '../pricing/renew-prices.ts'
import type { PriceWarning } from '../pricing/validate-prices.ts'
import { cautionText } from './caution-text.ts'
import { priceFileText } from './error-words.ts'
import { textsOf } from './i18n.ts'

export function priceCautionText(model: string, code: PriceCaution): string {
  return cautionText({ code, model, detail: {} }, textsOf('en'))
}

export function warningText(warning: PriceWarning): string {
  switch (warning.kind) {
    case 'zero':
      return priceCautionText(warning.model, 'zero_price')
    case 'absurd':
      return `${warning.model}: $${warning.perThousandUsd} per thousand tokens (${warning.field}) is more than anybody asks. Check PRICES_FILE.`
    case 'old':
      return `The price of ${warning.model} was last confirmed ${warning.ageDays} days ago.`
    default:
      return warning satisfies never
  }
}

export function ownPriceText(warning: OverrideWarning): string {
  switch (warning.kind) {
    case 'duplicate':
      return `PRICES_FILE names ${warning.model} more than once: the last price holds.`
    case 'unused':
      return `PRICES_FILE has a price of ${warning.model}, a model that no setting names and nobody publishes: it is not used. Check its name.`
    case 'far-off':
      return `PRICES_FILE has $${warning.own} for ${warning.model} (${warning.field}), ${timesApart(warning)} the published $${warning.published}. Check the unit: prices are per million tokens.`
    case 'free-output':
      return `PRICES_FILE has a paid input and a free output for ${warning.model}, which nobody offers.`
    default:
      return warning satisfies never
  }
}

function timesApart({ own, published }: OverrideWarning & { kind: 'far-off' }): string {
  return Number(own) > Number(published)
    ? `more than ${farOffFactor} times`
    : `less than a ${farOffFactor}th of`
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
      return `The published prices have an unknown shape: at ${problem.where}, expected ${problem.expected}.`
    case 'no-providers':
      return 'The published prices have no provider with models.'
    case 'models-gone':
      return `The published prices lack most models: ${problem.after} of ${problem.before} are left.`
    case 'models-left-out':
      return `All published prices are taken but these, whose last good price stays: ${problem.models.map(leftOutText).join('; ')}.`
    case 'overrides':
      return priceFileText(problem.error, textsOf('en'))
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
