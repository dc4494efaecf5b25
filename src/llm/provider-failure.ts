import {
  APICallError,
  LoadAPIKeyError,
  LoadSettingError,
  NoSuchModelError,
  UnsupportedFunctionalityError,
} from '@ai-sdk/provider'
import type { Outcome } from '../pricing/wire/outcome.ts'
import { neverConnected } from './never-connected.ts'
import { LocalRecogniserError } from './speech/local/local-recogniser-error.ts'

/** Whether a call that got no reply costs money: it never left (`not_sent`), nobody took it (`refused`), or nobody knows. */
export function billingOf(error: unknown): Extract<Outcome, 'refused' | 'unclear'> | 'not_sent' {
  if (
    LoadAPIKeyError.isInstance(error) ||
    LoadSettingError.isInstance(error) ||
    NoSuchModelError.isInstance(error) ||
    UnsupportedFunctionalityError.isInstance(error) ||
    error instanceof LocalRecogniserError
  )
    return 'not_sent'
  const isUnanswered = APICallError.isInstance(error) && error.statusCode === undefined
  return isUnanswered && neverConnected(error) ? 'refused' : 'unclear'
}
