import type { PriceCaution } from '../../pricing/price-answer.ts'
import type { RefreshProblem } from '../../pricing/renew-prices.ts'
import type { PriceWarning } from '../../pricing/validate-prices.ts'

export function cautionText(model: string, caution: PriceCaution): string {
  switch (caution) {
    case 'unpriced':
      return `Nobody knows the price of ${model}: it is booked at a high estimate. Give its price in PRICES_FILE.`
    case 'same-name':
      return `The price of ${model} is that of another seller's model of that name: costs are estimates.`
    case 'zero':
      return `The price of ${model} is zero, which is unusual.`
    default:
      return caution satisfies never
  }
}

export function warningText(warning: PriceWarning): string {
  switch (warning.kind) {
    case 'zero':
      return cautionText(warning.model, 'zero')
    case 'absurd':
      return `${warning.model}: $${warning.perThousandUsd} per thousand tokens (${warning.field}) is more than anybody asks. Check PRICES_FILE.`
    case 'old':
      return `The price of ${warning.model} was last confirmed ${warning.ageDays} days ago.`
    default:
      return warning satisfies never
  }
}

export function refreshProblemText(problem: RefreshProblem): string {
  const reason = refreshReason(problem)
  return `${reason} The prices from before stay in force.`
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
    case 'models-gone':
      return `The published prices lack most models: ${problem.after} of ${problem.before} are left.`
    case 'price-jump':
      return `The published prices cannot be believed: ${problem.change.model} went from ${problem.change.before} to ${problem.change.after} (${problem.change.field}).`
    case 'overrides':
      return problem.error.message
    case 'not-stored':
      return `The new prices could not be kept in ${problem.file}: ${causeText(problem.cause)}.`
    case 'unexpected':
      return `The prices could not be renewed: ${causeText(problem.cause)}.`
    default:
      return problem satisfies never
  }
}

/** The innermost reason of an error: fetch hides it behind "fetch failed". */
export function causeText(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.cause instanceof Error) return causeText(error.cause)
  if (error instanceof AggregateError && error.errors.length > 0) return causeText(error.errors[0])
  return error.message
}
