import { type OwnWords, ownWordsOf } from './source-identity.ts'

/** See {@link OwnSource}. */
export function work(text: string): OwnWords {
  return ownWordsOf(text)
}
